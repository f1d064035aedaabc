#include "llm/remote_api.hpp"

#include "providers/aws_sigv4.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

Task<CallOptions> RemoteApi::signing_options() const {
  CallOptions options(timeouts_);
  options.observer = observer_;
  if (!aws_) co_return options;
  auto keys = co_await aws_->get();
  if (!keys) co_return keys.error();
  options.sign = [keys = std::move(*keys), region = settings_.region](HttpRequest& request) {
    const auto now = std::chrono::system_clock::now();
    sign_v4(request, keys, {region, "bedrock", std::chrono::floor<std::chrono::seconds>(now)});
  };
  co_return options;
}

}  // namespace detail
WMH_END_NAMESPACE
