#include <wmh/retriever.hpp>
#include <wmh/testing/matchers.hpp>

#include "support/run_task.hpp"

#include <thread>

namespace wmh::testing {
namespace {

TEST(ReplayBuffer, ServesManyReadersWhileOneWrites) {
  auto log = std::make_shared<StepLog>();
  ReplayBuffer buffer(make_hashing_embedder(32), log);
  const auto step_of = [](int i) {
    return RecordedStep{Step{Action::message("message " + std::to_string(i))}};
  };
  ASSERT_THAT(run(buffer.add(step_of(0))), IsOk());
  std::vector<std::thread> readers;
  for (int reader = 0; reader < 3; ++reader)
    readers.emplace_back([&] {
      for (int i = 0; i < 300; ++i) {
        const auto demos = run(buffer.top_k({{}, Action::message("message 0"), 2}));
        ASSERT_THAT(demos, IsOk());
        EXPECT_NEAR(demos->at(0).score, 1, 1e-6);
      }
    });
  for (int i = 1; i < 500; ++i)
    ASSERT_THAT(run(buffer.add(step_of(i))), IsOk());
  for (std::thread& reader : readers)
    reader.join();
  EXPECT_EQ(buffer.size(), 500U);
}

}  // namespace
}  // namespace wmh::testing
