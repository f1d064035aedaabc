// The closed loop on examples/tau-bench, from end to end.
#include <wmh/closed_loop.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/source_dir.hpp"
#include "tau_testbed.hpp"

#include <mutex>

namespace wmh {
namespace {

using tau::TauTestbed;

const std::string example = testing::source_dir() / "examples/tau-bench";

/// The real desks as a model: each prediction plays the session again.
class DeskPredictor final : public Predictor {
 public:
  Task<Prediction> predict(PredictionRequest request) override {
    std::lock_guard lock(mutex_);
    tau::DeskEnv& env = *desks_.at(std::string(request.state.structured.at("desk").as_string()));
    Prediction prediction;
    env.reset(SessionStart(request.task)).value();
    if (request.history)
      for (const Step& step : *request.history)
        env.step(step.action).value();
    prediction.observation = env.step(request.action).value();
    co_return prediction;
  }

 private:
  static std::unique_ptr<tau::DeskEnv> open(std::string_view desk) {
    return tau::open_env(desk, tau::data_folder()).value();
  }
  std::mutex mutex_{};
  std::map<std::string, std::unique_ptr<tau::DeskEnv>> desks_ = [] {
    std::map<std::string, std::unique_ptr<tau::DeskEnv>> desks;
    for (const std::string_view desk : tau::desk_names)
      desks.emplace(desk, open(desk));
    return desks;
  }();
};

ClosedLoopOptions options() {
  ClosedLoopOptions options;
  options.testbed = TauTestbed::open(tau::data_folder()).value();
  options.suite = load_suite(example + "/evals/default.toml").value();
  return options;
}

/// Whatever disagrees with another model is then the model's doing.
TEST(TauClosedLoop, ThePerfectModelAgreesInEverything) {
  ClosedLoopOptions perfect = options();
  perfect.make_predictor = [](std::vector<Trace>) -> Result<std::shared_ptr<Predictor>> {
    return std::shared_ptr<Predictor>(std::make_shared<DeskPredictor>());
  };
  const LoopReport report = run_closed_loop(std::move(perfect)).value();
  EXPECT_EQ(report.totals.episodes, 48U);
  EXPECT_EQ(report.totals.agreement(), 1);
  EXPECT_EQ(report.totals.kappa(), 1);
  EXPECT_EQ(report.totals.details_agreement(), 1);
  EXPECT_EQ(report.totals.actions_agreement(), 1);
  EXPECT_GT(report.totals.neither_succeeds, 5U);
}

TEST(TauClosedLoop, IsTheSameThroughThePrograms) {
  const LoopReport here = run_closed_loop(options()).value();
  ClosedLoopOptions apart = options();
  TestbedProgramOptions programs;
  programs.processes = 2;
  apart.testbed = open_testbed_program({TAU_TESTBED}, programs).value();
  apart.concurrency = 2;
  const LoopReport report = run_closed_loop(std::move(apart)).value();
  ASSERT_EQ(report.episodes.size(), here.episodes.size());
  for (std::size_t i = 0; i < here.episodes.size(); ++i) {
    EXPECT_EQ(report.episodes[i].trace_id, here.episodes[i].trace_id);
    EXPECT_EQ(report.episodes[i].real.outcome, here.episodes[i].real.outcome);
    EXPECT_EQ(report.episodes[i].model.outcome, here.episodes[i].model.outcome);
    EXPECT_EQ(report.episodes[i].parted_at, here.episodes[i].parted_at);
    EXPECT_FALSE(report.episodes[i].problem);
  }
  EXPECT_GT(report.totals.agreement(), 0.8);
}

}  // namespace
}  // namespace wmh
