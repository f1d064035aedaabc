#pragma once

#include "net/http_message.hpp"
#include "util/text.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

inline void remove_header(HttpHeaders& headers, std::string_view name) {
  std::erase_if(headers,
                [&](const HttpHeader& each) { return same_ignoring_case(each.name, name); });
}

/// Puts the header in the place of all of its name.
inline void set_header(HttpHeaders& headers, std::string_view name, std::string value) {
  remove_header(headers, name);
  headers.push_back({std::string(name), std::move(value)});
}

}  // namespace detail
WMH_END_NAMESPACE
