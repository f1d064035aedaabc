#pragma once

#include <wmh/predictor.hpp>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>

namespace wmh::testing {

/// Answers "echo:<what was said>", with the number of steps it saw before; "fail" fails, "throw"
/// throws.
struct EchoPredictor final : Predictor {
  Task<Prediction> predict(PredictionRequest request) override {
    if (request.action.content() == "fail")
      co_return Error(errc::provider_unavailable, "try again later");
    if (request.action.content() == "throw") throw std::runtime_error("the plug-in threw");
    Prediction prediction;
    prediction.observation.content = "echo:" + std::string(request.action.content()) + ":" +
                                     std::to_string(request.history ? request.history->size() : 0);
    prediction.state_note = request.action.content() == "note" ? "noted" : "";
    prediction.usage = {10, 2};
    prediction.calls = 1;
    co_return prediction;
  }
  Task<Done> learn(RecordedStep) override {
    ++learned;
    co_return Done{};
  }
  std::atomic<int> learned{0};
};

/// As EchoPredictor, after a while.
struct SlowPredictor final : Predictor {
  explicit SlowPredictor(std::chrono::milliseconds time) : delay(time) {}
  Task<Prediction> predict(PredictionRequest request) override {
    asio::steady_timer timer(co_await asio::this_coro::executor, delay);
    co_await timer.async_wait(asio::use_awaitable);
    Prediction prediction;
    prediction.observation.content = std::string(request.action.content());
    co_return prediction;
  }
  std::chrono::milliseconds delay;
};

}  // namespace wmh::testing
