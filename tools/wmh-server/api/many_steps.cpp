#include "api/many_steps.hpp"

#include "api/answers.hpp"
#include "api/take_step.hpp"
#include "api/wire.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace wmh::server {
namespace {

/// All steps of a call; on one executor.
struct Batch {
  Batch(asio::any_io_executor executor, std::size_t steps)
      : results(steps), left(steps), all_done(std::move(executor)) {
    all_done.expires_at(std::chrono::steady_clock::time_point::max());
  }
  std::vector<json::value> results;
  std::size_t left;
  asio::steady_timer all_done;
};

json::object failure_json(const Error& error, const std::string& request_id) {
  json::object body = parse_json(error_answer(error, request_id).body).value().get_object();
  body["status"] = status_of(error);
  return body;
}

asio::awaitable<void> take_one(Services& services, std::shared_ptr<ServedModel> served,
                               StepRequest step, std::string request_id,
                               std::shared_ptr<Batch> batch, std::size_t place) {
  auto taken = take_step(services, std::move(served), std::move(step));
  const auto answer = co_await std::move(taken);
  batch->results[place] = answer ? to_json(*answer) : failure_json(answer.error(), request_id);
  if (--batch->left == 0) batch->all_done.cancel();
}

}  // namespace

asio::awaitable<json::array> take_steps(Services& services, std::string model,
                                        std::vector<StepRequest> steps, std::string request_id) {
  const auto executor = co_await asio::this_coro::executor;
  const auto batch = std::make_shared<Batch>(executor, steps.size());
  for (std::size_t i = 0; i < steps.size(); ++i) {
    auto served = services.models.find(model, steps[i].session);
    asio::co_spawn(executor,
                   take_one(services, std::move(served), std::move(steps[i]), request_id, batch, i),
                   asio::detached);
  }
  boost::system::error_code woken;
  while (batch->left > 0)
    co_await batch->all_done.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  json::array results;
  results.reserve(batch->results.size());
  for (json::value& each : batch->results)
    results.push_back(std::move(each));
  co_return results;
}

}  // namespace wmh::server
