#include "net/http_message.hpp"

#include "util/text.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

const std::string* find_header(const HttpHeaders& headers, std::string_view name) {
  for (const HttpHeader& each : headers)
    if (same_ignoring_case(each.name, name)) return &each.value;
  return nullptr;
}

}  // namespace detail
WMH_END_NAMESPACE
