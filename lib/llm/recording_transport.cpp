#include "llm/recording_transport.hpp"

#include "llm/without_credentials.hpp"
#include "providers/wire_json.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Clock = std::chrono::steady_clock;
using Credentials = std::shared_ptr<std::vector<Secret>>;

/// Signatures come with each attempt, and AWS repeats what it was sent where one is wrong.
void watch_signing(CallOptions& options, const Credentials& credentials) {
  if (!options.sign) return;
  options.sign = [sign = std::move(options.sign), credentials](HttpRequest& request) {
    sign(request);
    for (Secret& each : credentials_in(request.headers))
      credentials->push_back(std::move(each));
  };
}

}  // namespace

Result<std::shared_ptr<Transport>> RecordingTransport::make(std::shared_ptr<Transport> inner,
                                                            std::filesystem::path folder) {
  std::error_code problem;
  std::filesystem::create_directories(folder, problem);
  if (problem)
    return Error(errc::io, fmt::format("cannot create {} for the record of calls: {}",
                                       folder.string(), problem.message()));
  return std::shared_ptr<Transport>(
      std::make_shared<RecordingTransport>(std::move(inner), std::move(folder)));
}

std::filesystem::path RecordingTransport::next_file(const HttpRequest& request) {
  const std::lock_guard lock(mutex_);
  std::size_t& earlier = kept_[record_name(request, 0)];
  std::filesystem::path file = folder_ / record_name(request, earlier++);
  while (std::filesystem::exists(file))
    file = folder_ / record_name(request, earlier++);
  return file;
}

Result<Done> RecordingTransport::keep(const HttpRequest& request,
                                      const RecordedExchange& exchange) {
  auto written = write_file_atomic(next_file(request), write_body(to_json(exchange)) + "\n");
  if (!written) return std::move(written).error().in("the record of a call");
  return Done{};
}

asio::awaitable<HttpOutcome> RecordingTransport::send(HttpRequest request, CallOptions options) {
  const auto credentials = std::make_shared<std::vector<Secret>>(credentials_in(request.headers));
  watch_signing(options, credentials);
  HttpRequest copy = request;
  const auto begin = Clock::now();
  HttpOutcome outcome = co_await inner_->send(std::move(copy), std::move(options));
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  if (!outcome.response && outcome.response.error().code() == errc::cancelled) co_return outcome;
  RecordedExchange exchange{request, outcome.response, outcome.attempts, seconds};
  const auto kept = keep(request, without_credentials(std::move(exchange), *credentials));
  if (!kept) outcome.response = kept.error();
  co_return outcome;
}

}  // namespace detail
WMH_END_NAMESPACE
