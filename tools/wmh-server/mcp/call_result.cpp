#include "mcp/call_result.hpp"

#include "http/utf8.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::mcp {
namespace {

json::object text_result(std::string_view text, bool is_error, json::object meta) {
  json::array content{json::object{{"type", "text"}, {"text", text}}};
  json::object result{{"content", std::move(content)}, {"isError", is_error}};
  if (!meta.empty()) result["_meta"] = std::move(meta);
  return result;
}

}  // namespace

json::object call_result(const Observation& observation) {
  json::object meta;
  for (const std::string_view key : {"source", "confidence", "evidence"})
    if (const json::value* found = observation.metadata.if_contains(key))
      meta[fmt::format("wmh/{}", key)] = *found;
  return text_result(observation.content, observation.is_error, std::move(meta));
}

json::object failed_call(const Error& error) {
  json::object meta{{"wmh/failure", error.code().message()}};
  if (const auto wait = error.retry_after()) meta["wmh/retry_after_ms"] = wait->count();
  const std::string why = server::mended_utf8(error.message());
  return text_result(fmt::format("The call was not answered and has changed nothing: {}.", why),
                     true, std::move(meta));
}

}  // namespace wmh::mcp
