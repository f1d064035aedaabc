// The two readers of JSON take the same texts, and canonical text is its own canonical form.
#include <wmh/json.hpp>

#include "fuzz/require.hpp"

namespace {

/// A number beyond double's range is written as Python does, Infinity, which is not JSON.
bool has_infinity(std::string_view text) {
  return text.find("Infinity") != std::string_view::npos;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto canonical = wmh::canonical_json_text(text);
  const auto value = wmh::parse_json(text);
  require(canonical.has_value() == value.has_value());
  if (!value) return 0;
  const std::string of_value = wmh::canonical_json(*value);
  if (has_infinity(of_value)) return 0;

  const auto again = wmh::canonical_json_text(*canonical);
  require(again && *again == *canonical);
  const auto reread = wmh::parse_json(wmh::to_text(*value));
  require(reread && wmh::canonical_json(*reread) == of_value);
  return 0;
}
