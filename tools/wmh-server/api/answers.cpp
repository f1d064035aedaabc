#include "api/answers.hpp"

#include "http/utf8.hpp"

#include <fmt/format.h>

#include <cmath>

namespace wmh::server {
namespace {

constexpr int status_of(errc code) noexcept {
  switch (code) {
    case errc::invalid_argument:
      return 400;
    case errc::not_found:
      return 404;
    case errc::session_busy:
      return 409;
    case errc::bad_trace:
      return 422;
    case errc::rate_limited:
    case errc::limit_reached:
    case errc::budget_spent:
      return 429;
    case errc::network:
    case errc::unauthorized:
    case errc::provider_refused:
      return 502;
    case errc::provider_unavailable:
    case errc::cancelled:
      return 503;
    case errc::timed_out:
      return 504;
    case errc::io:
      return 507;
    case errc::internal:
    case errc::corrupt_artifact:
      return 500;
  }
  return 500;
}

/// Whether the same request may succeed later without anyone changing anything.
constexpr bool retryable(errc code) noexcept {
  switch (code) {
    case errc::session_busy:
    case errc::cancelled:
    case errc::timed_out:
    case errc::network:
    case errc::rate_limited:
    case errc::provider_unavailable:
    case errc::limit_reached:
    case errc::io:
      return true;
    default:
      return false;
  }
}

errc code_of(const Error& error) noexcept {
  const bool ours = error.code().category() == error_category();
  return ours ? static_cast<errc>(error.code().value()) : errc::internal;
}

}  // namespace

Response json_answer(const json::value& body, int status) {
  Response response;
  response.status = status;
  response.body = to_text(body);
  return response;
}

Response event_answer(std::shared_ptr<EventSource> events) {
  Response response;
  response.content_type = "text/event-stream";
  response.headers = {{"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}};
  response.events = std::move(events);
  return response;
}

Response refusal(int status, std::string_view why) {
  return json_answer({{"detail", mended_utf8(why)}}, status);
}

Response no_model(const std::vector<std::string>& names, std::string_view asked) {
  const std::string have = names.empty() ? "(none)" : fmt::format("{}", fmt::join(names, ", "));
  return refusal(404, fmt::format("no world model '{}'; have: {}", asked, have));
}

int status_of(const Error& error) noexcept {
  return status_of(code_of(error));
}

Response error_answer(const Error& error, const std::string& request_id) {
  json::object body{{"detail", mended_utf8(error.message())},
                    {"retryable", retryable(code_of(error))},
                    {"retry_after", nullptr},
                    {"request_id", request_id}};
  std::string seconds;
  if (const auto wait = error.retry_after()) {
    const double exact = std::chrono::duration<double>(*wait).count();
    body["retry_after"] = exact;
    seconds = std::to_string(static_cast<long long>(std::ceil(exact)));
  }
  Response response = json_answer(std::move(body), status_of(error));
  if (!seconds.empty()) response.headers.emplace_back("Retry-After", std::move(seconds));
  return response;
}

}  // namespace wmh::server
