#pragma once

#include <wmh/version.hpp>

#include <string>
#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Names of any case; a name may occur more than once.
struct HttpHeader {
  std::string name{};
  std::string value{};
};
using HttpHeaders = std::vector<HttpHeader>;

/// The value of the first header of that name, whatever its case; null without one.
const std::string* find_header(const HttpHeaders& headers, std::string_view name);

/// What is sent. `url` is absolute, http or https; Host and Content-Length are the client's.
struct HttpRequest {
  std::string method = "POST";
  std::string url{};
  HttpHeaders headers{};
  std::string body{};
};

/// What came back, whole and decoded (no transfer or content coding left in `body`).
struct HttpResponse {
  int status = 0;
  HttpHeaders headers{};
  std::string body{};
};

}  // namespace detail
WMH_END_NAMESPACE
