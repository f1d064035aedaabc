#include "net/http_message.hpp"

#include <boost/beast/core/string.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

const std::string* find_header(const HttpHeaders& headers, std::string_view name) {
  for (const HttpHeader& each : headers)
    if (boost::beast::iequals(each.name, boost::beast::string_view(name.data(), name.size())))
      return &each.value;
  return nullptr;
}

}  // namespace detail
WMH_END_NAMESPACE
