#include "builds/build_jobs.hpp"

#include "support/predictors.hpp"

#include <gtest/gtest.h>

namespace wmh::server {
namespace {

BuildStatus watched_to_its_end(const BuildJobs& jobs, const std::string& id) {
  for (;;) {
    const BuildStatus build = jobs.find(id).value();
    if (build.status == "succeeded" || build.status == "failed") return build;
  }
}

// Whoever follows a build stops at its status: an event that came later would be lost to them.
TEST(BuildJobs, ABuildThatHasEndedSaysSoInItsEvents) {
  StepSignal signal;
  const Builder builder = [](const BuildRequest& request, std::shared_ptr<Observer>) {
    Result<std::shared_ptr<ServedModel>> built = Error(errc::bad_trace, "no steps");
    if (request.name != "bad")
      built = std::make_shared<ServedModel>(ModelInfo(),
                                            WorldModel(std::make_shared<testing::EchoPredictor>()));
    return built;
  };
  BuildJobs jobs(
      builder, [](std::shared_ptr<ServedModel>) {}, signal);
  for (int i = 0; i < 2000; ++i) {
    const bool bad = i % 2 == 0;
    const auto id = jobs.start({bad ? "bad" : "good"}).value();
    const BuildStatus build = watched_to_its_end(jobs, id);
    ASSERT_EQ(build.events.back().at("event"), bad ? "failed" : "done") << "build " << i;
  }
}

}  // namespace
}  // namespace wmh::server
