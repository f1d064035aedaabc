#include "api/take_step.hpp"

#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wmh::server {
namespace {

std::string_view source_of(const Observation& observation) {
  const json::value* source = observation.metadata.if_contains("source");
  return source && source->is_string() ? std::string_view(source->get_string()) : "model";
}

}  // namespace

asio::awaitable<Result<StepAnswer>> take_step(Services& services,
                                              std::shared_ptr<ServedModel> served,
                                              StepRequest request) {
  const auto begin = std::chrono::steady_clock::now();
  const SessionId session = request.session;
  WorldModel model = served->model.on(co_await asio::this_coro::executor);
  auto started = model.async_step(std::move(request));
  auto answer = co_await std::move(started)(asio::use_awaitable);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  if (!answer) {
    services.metrics.count_failed_step(served->info.name);
    co_return answer;
  }
  if (answer->repeated) co_return answer;
  services.metrics.count_step(served->info.name, source_of(answer->observation), took.count());
  services.signal.notify(session);
  co_return answer;
}

}  // namespace wmh::server
