// TOML from strangers: any text is a document or an error that names a line, and a suite read from
// it is one that can be run.
#include "eval/parse_suite.hpp"
#include "fuzz/require.hpp"
#include "util/toml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto document = wmh::detail::parse_toml(text, "fuzz.toml");
  const auto suite = wmh::detail::parse_suite(text, "fuzz.toml");
  if (!document) {
    require(document.error().message().starts_with("fuzz.toml:"));
    require(!suite);
    return 0;
  }
  require(document->lines.size() == document->root.size());

  wmh::detail::TomlReader reader(*document, "fuzz.toml");
  reader.refuse_unknown_keys();
  require(reader.failed() == !document->root.empty());

  if (!suite) return 0;
  require(!suite->files.empty());
  require(suite->split.train > 0 && suite->split.train < 1);
  require(suite->embed_dim > 0);
  return 0;
}
