// A predictor of one's own: answers one tool itself and leaves the others to the recordings.
#include <wmh/store.hpp>

#include <iostream>

namespace {

/// Knows what time it is in the modelled world.
class Clock final : public wmh::Predictor {
 public:
  explicit Clock(std::shared_ptr<wmh::Predictor> others) : others_(std::move(others)) {}

  wmh::Task<wmh::Prediction> predict(wmh::PredictionRequest request) override {
    if (request.action.name() != "clock") co_return co_await others_->predict(std::move(request));
    const std::size_t steps = request.history ? request.history->size() : 0;
    wmh::Prediction prediction;
    prediction.observation.content = std::to_string(9 + steps) + " o'clock";
    prediction.state_note = "the agent knows the time";
    co_return prediction;
  }

 private:
  std::shared_ptr<wmh::Predictor> others_;
};

wmh::Result<std::string> tell_time(const std::string& folder) {
  auto log = wmh::load_step_log(folder);
  if (!log) return std::move(log).error();
  auto recordings = wmh::make_offline_predictor(std::move(*log));
  if (!recordings) return std::move(recordings).error();
  wmh::WorldModel model(std::make_shared<Clock>(std::move(*recordings)));

  auto greeting = model.step(wmh::Action::message("Hello, how can I help you?"));
  if (!greeting) return std::move(greeting).error();
  auto time = model.step(wmh::Action::tool_call("clock"));
  if (!time) return std::move(time).error();
  return greeting->content + "\n" + time->content;
}

}  // namespace

int main(int count, char** words) {
  if (count != 2) {
    std::cerr << "usage: 3_custom_predictor <model folder>\n";
    return 2;
  }
  const auto time = tell_time(words[1]);
  (time ? std::cout : std::cerr) << (time ? *time : time.error().message()) << "\n";
  return time ? 0 : 1;
}
