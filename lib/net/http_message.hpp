#pragma once

#include <wmh/version.hpp>

#include <memory>
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

/// Text that its copies share: a prompt may be long, each attempt has a request of its own, and
/// thousands of calls wait at once.
class SharedText {
 public:
  SharedText() = default;
  SharedText(std::string text) : text_(std::make_shared<const std::string>(std::move(text))) {}
  SharedText(const char* text) : SharedText(std::string(text)) {}

  std::string_view view() const noexcept { return text_ ? *text_ : std::string_view(); }
  operator std::string_view() const noexcept { return view(); }
  bool empty() const noexcept { return view().empty(); }
  std::size_t size() const noexcept { return view().size(); }
  bool operator==(std::string_view other) const noexcept { return view() == other; }

 private:
  std::shared_ptr<const std::string> text_{};
};

/// What is sent. `url` is absolute, http or https; Host and Content-Length are the client's.
struct HttpRequest {
  std::string method = "POST";
  std::string url{};
  HttpHeaders headers{};
  SharedText body{};
};

/// What came back, whole and decoded (no transfer or content coding left in `body`).
struct HttpResponse {
  int status = 0;
  HttpHeaders headers{};
  std::string body{};
};

}  // namespace detail
WMH_END_NAMESPACE
