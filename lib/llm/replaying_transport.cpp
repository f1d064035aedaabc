#include "llm/replaying_transport.hpp"

#include <wmh/json.hpp>

#include "llm/recorded_exchange.hpp"
#include "providers/url.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

Error not_recorded(const HttpRequest& request, std::size_t earlier,
                   const std::filesystem::path& folder) {
  const UrlView url = split_url(request.url);
  return Error(errc::not_found,
               fmt::format("{} {}{}: {} in {}; ask what was recorded, or record it again with "
                           "ProviderOptions::record",
                           request.method, url.host(), url.path,
                           earlier == 0 ? std::string("this request was not recorded")
                                        : fmt::format("this request was recorded {} times and is "
                                                      "asked once more",
                                                      earlier),
                           folder.string()));
}

Result<RecordedExchange> read_record(const std::filesystem::path& file) {
  auto text = read_file(file);
  if (!text) return std::move(text).error();
  auto value = parse_json(*text);
  if (!value) return std::move(value).error().in(file.string());
  auto exchange = recorded_exchange_from_json(*value);
  if (!exchange) return std::move(exchange).error().in(file.string());
  return exchange;
}

}  // namespace

Result<std::shared_ptr<Transport>> ReplayingTransport::make(std::filesystem::path folder) {
  if (!std::filesystem::is_directory(folder))
    return Error(errc::not_found,
                 fmt::format("there is no folder {} to replay calls from; record some with "
                             "ProviderOptions::record",
                             folder.string()));
  return std::shared_ptr<Transport>(std::make_shared<ReplayingTransport>(std::move(folder)));
}

std::size_t ReplayingTransport::times_asked(const HttpRequest& request) {
  const std::lock_guard lock(mutex_);
  return asked_[record_name(request, 0)]++;
}

asio::awaitable<HttpOutcome> ReplayingTransport::send(HttpRequest request, CallOptions options) {
  HttpOutcome outcome;
  const std::size_t earlier = times_asked(request);
  auto exchange = read_record(folder_ / record_name(request, earlier));
  if (!exchange) {
    const bool absent = exchange.error().code() == errc::not_found;
    outcome.response = absent ? not_recorded(request, earlier, folder_) : exchange.error();
    co_return outcome;
  }
  outcome.attempts = exchange->attempts;
  outcome.response = std::move(exchange->response);
  if (outcome.response && options.advise)
    outcome.advice = completed(options.advise(*outcome.response), *outcome.response, RetryPolicy(),
                               std::chrono::system_clock::now());
  co_return outcome;
}

}  // namespace detail
WMH_END_NAMESPACE
