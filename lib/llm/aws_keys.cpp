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
  options.timeouts.connect_all = std::chrono::seconds(2);
  options.timeouts.total = std::chrono::seconds(5);
  return options;
}

std::chrono::sys_seconds now() {
  return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

}  // namespace

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
  if (!outcome.response)
    co_return Error(errc::unauthorized, fmt::format("no AWS keys: {}; set AWS_ACCESS_KEY_ID and "
                                                    "AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
                                                    outcome.response.error().message()));
  if (outcome.response->status != 200)
    co_return Error(errc::unauthorized,
                    fmt::format("no AWS keys: the service that lends them answered {}",
                                outcome.response->status));
  co_return std::move(*outcome.response);
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
