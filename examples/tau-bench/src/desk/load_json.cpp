#include "desk/load_json.hpp"

#include <wmh/json.hpp>

#include <fstream>
#include <iterator>

namespace tau {

Result<json::value> load_json(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in) return wmh::Error(wmh::errc::not_found, fmt::format("cannot read {}", file.string()));
  const std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  auto value = wmh::parse_json(text);
  if (!value) return std::move(value).error().in(file.string());
  return value;
}

}  // namespace tau
