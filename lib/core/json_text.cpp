#include <wmh/json.hpp>

#include "util/json_writer.hpp"

#include <boost/json/parser.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE

Result<json::value> parse_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = 512;
  json::parser parser({}, options);
  boost::system::error_code failure;
  const std::size_t read = parser.write_some(text.data(), text.size(), failure);
  if (!failure && read < text.size()) failure = json::error::extra_data;
  if (failure)
    return Error(errc::invalid_argument,
                 fmt::format("not JSON: {} at byte {}", failure.message(), read));
  return parser.release();
}

std::string to_text(const json::value& value) {
  std::string out;
  detail::append_json(out, value, {});
  return out;
}

std::string canonical_json(const json::value& value) {
  std::string out;
  detail::append_json(out, value, {.sort_keys = true, .ascii = true});
  return out;
}

std::string canonical_json(const json::object& object) {
  std::string out;
  detail::append_json(out, object, {.sort_keys = true, .ascii = true});
  return out;
}

WMH_END_NAMESPACE
