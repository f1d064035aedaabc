#include "llm/aws_keys.hpp"

#include "providers/aws_metadata.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// These services are near: they answer at once, or are not there.
CallOptions near_by() {
  CallOptions options;
  options.timeouts.connect = std::chrono::seconds(1);
  options.timeouts.connect_all = std::chrono::seconds(1);
  options.timeouts.total = std::chrono::milliseconds(1500);
  return options;
}

std::chrono::sys_seconds now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

/// Names all that was tried: the service is the last.
Error nobody_lends(bool container, std::string_view said) {
  return {errc::unauthorized,
          fmt::format("no AWS keys in AWS_BEARER_TOKEN_BEDROCK, AWS_ACCESS_KEY_ID and the profile, "
                      "and none from the {}: {}; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
                      "or AWS_PROFILE",
                      container ? "container's agent" : "virtual machine's metadata", said)};
}

}  // namespace

bool AwsKeys::forget() {
  const std::lock_guard lock(mutex_);
  if (client_) known_.reset();
  return client_ != nullptr;
}

std::optional<AwsCredentials> AwsKeys::still_good() const {
  const std::lock_guard lock(mutex_);
  if (known_ && !wants_renewal(*known_, now())) return known_;
  return std::nullopt;
}

Task<AwsCredentials> AwsKeys::get() {
  if (auto good = still_good()) co_return std::move(*good);
  Result<AwsCredentials> asked = Error(errc::unauthorized, "the AWS keys have expired");
  if (client_ && container_)
    asked = co_await ask_container();
  else if (client_)
    asked = co_await ask_instance();
  if (!asked) co_return asked.error();
  const std::lock_guard lock(mutex_);
  known_ = *asked;
  co_return std::move(*asked);
}

Task<HttpResponse> AwsKeys::ask(HttpRequest request) const {
  CallOptions options = near_by();
  HttpOutcome outcome = co_await client_->send(std::move(request), std::move(options));
  if (outcome.response && outcome.response->status == 200) co_return std::move(*outcome.response);
  std::string said = outcome.response ? fmt::format("it answered {}", outcome.response->status)
                                      : outcome.response.error().message();
  co_return nobody_lends(container_, said);
}

Task<AwsCredentials> AwsKeys::ask_container() const {
  std::string token;
  const auto file = variable(environment_, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE");
  if (!file.empty()) {
    auto text = read_file(std::string(file));
    if (!text) co_return text.error();
    token = std::move(*text);
  }
  auto request = container_request(environment_, token);
  if (!request) co_return request.error();
  auto answer = co_await ask(std::move(*request));
  if (!answer) co_return answer.error();
  co_return read_metadata_credentials(*answer);
}

Task<AwsCredentials> AwsKeys::ask_instance() const {
  HttpRequest first = instance_token_request(environment_);
  auto token = co_await ask(std::move(first));
  if (!token) co_return token.error();
  HttpRequest second = instance_role_request(environment_, token->body);
  auto role = co_await ask(std::move(second));
  if (!role) co_return role.error();
  HttpRequest third = instance_credentials_request(environment_, token->body, role->body);
  auto answer = co_await ask(std::move(third));
  if (!answer) co_return answer.error();
  co_return read_metadata_credentials(*answer);
}

}  // namespace detail
WMH_END_NAMESPACE
