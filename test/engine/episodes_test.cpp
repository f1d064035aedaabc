#include <wmh/env.hpp>
#include <wmh/testing/matchers.hpp>

#include <atomic>
#include <chrono>
#include <thread>

namespace wmh {
namespace {

using testing::FailsWith;
using testing::MessageHas;

/// Counts its steps and how many of its kind there are.
class TickEnv final : public Env {
 public:
  explicit TickEnv(std::atomic<int>& open) : open_(open) { ++open_; }
  ~TickEnv() override { --open_; }
  Result<EnvState> reset(SessionStart) override { return EnvState{}; }
  Result<Observation> step(Action action) override {
    if (action.content() == "fail") return Error(errc::io, "out of order");
    if (action.content() == "throw") throw std::runtime_error("a bug");
    // Later episodes end sooner, so that order is not given by chance.
    std::this_thread::sleep_for(std::chrono::microseconds(200 / (1 + ++ticks_)));
    return Observation{std::to_string(ticks_)};
  }
  void close() noexcept override {}

 private:
  std::atomic<int>& open_;
  int ticks_ = 0;
};

/// Says `word` so often, then done.
class Parrot final : public Agent {
 public:
  Parrot(std::string word, std::size_t times) : word_(std::move(word)), times_(times) {}
  Result<Action> act(const std::optional<std::string>&, const EnvState&,
                     const std::vector<Step>& history) override {
    return Action::message(history.size() < times_ ? word_ : std::string(done_signal));
  }

 private:
  std::string word_;
  std::size_t times_;
};

class Episodes : public ::testing::Test {
 protected:
  EpisodeSetup setup(std::string word, std::size_t times) {
    EpisodeSetup episode;
    episode.open_env = [this]() -> Result<std::unique_ptr<Env>> {
      auto env = std::make_unique<TickEnv>(open_);
      most_ = std::max<int>(most_, open_);
      return std::unique_ptr<Env>(std::move(env));
    };
    episode.open_agent = [word = std::move(word), times]() -> Result<std::unique_ptr<Agent>> {
      return std::unique_ptr<Agent>(std::make_unique<Parrot>(word, times));
    };
    return episode;
  }

  std::atomic<int> open_{0};
  std::atomic<int> most_{0};
};

TEST_F(Episodes, ResultsStandInTheOrderOfTheirSetups) {
  for (const std::size_t concurrency : {0U, 1U, 2U, 7U}) {
    std::vector<EpisodeSetup> setups;
    for (std::size_t i = 0; i < 40; ++i)
      setups.push_back(setup("tick", 40 - i));
    EpisodesOptions options;
    options.concurrency = concurrency;
    options.max_steps = 100;
    const auto results = run_episodes(std::move(setups), std::move(options));
    ASSERT_EQ(results.size(), 40U);
    for (std::size_t i = 0; i < 40; ++i) {
      ASSERT_TRUE(results[i]);
      EXPECT_EQ(results[i]->steps.size(), 40 - i);
      EXPECT_EQ(results[i]->stop_reason, StopReason::agent_done);
    }
    EXPECT_EQ(open_, 0);
  }
}

TEST_F(Episodes, NoMoreAreOpenAtATimeThanAskedFor) {
  std::vector<EpisodeSetup> setups;
  for (int i = 0; i < 30; ++i)
    setups.push_back(setup("tick", 5));
  EpisodesOptions options;
  options.concurrency = 3;
  run_episodes(std::move(setups), std::move(options));
  EXPECT_LE(most_, 3);
}

TEST_F(Episodes, OneThatFailsStopsNoOther) {
  EpisodeSetup closed = setup("tick", 2);
  closed.open_env = [] {
    return Result<std::unique_ptr<Env>>(Error(errc::io, "no room"));
  };
  const auto results =
      run_episodes({setup("tick", 2), setup("fail", 2), setup("throw", 2), closed, setup("a", 30)});
  EXPECT_EQ(results[0]->stop_reason, StopReason::agent_done);
  EXPECT_EQ(results[1]->stop_reason, StopReason::env_error);
  EXPECT_EQ(results[1]->error->message(), "out of order");
  EXPECT_THAT(results[2], FailsWith(errc::internal));
  EXPECT_THAT(results[2], MessageHas("a bug"));
  EXPECT_THAT(results[3], MessageHas("no room"));
  EXPECT_EQ(results[4]->stop_reason, StopReason::max_steps);
}

TEST_F(Episodes, StopWhenAsked) {
  std::stop_source source;
  std::vector<EpisodeSetup> setups;
  for (int i = 0; i < 10; ++i)
    setups.push_back(setup("tick", 1'000'000));
  EpisodesOptions options;
  options.max_steps = 2'000'000;
  options.concurrency = 2;
  options.stop = source.get_token();
  std::thread stopper([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    source.request_stop();
  });
  const auto results = run_episodes(std::move(setups), std::move(options));
  stopper.join();
  for (const auto& result : results)
    if (result)
      EXPECT_EQ(result->stop_reason, StopReason::cancelled);
    else
      EXPECT_THAT(result, FailsWith(errc::cancelled));
  EXPECT_FALSE(results.back());
  EXPECT_EQ(open_, 0);
}

TEST_F(Episodes, TellHowManyAreOver) {
  std::vector<std::size_t> told;
  EpisodesOptions options;
  options.concurrency = 4;
  options.on_done = [&](std::size_t done) {
    told.push_back(done);
  };
  run_episodes({setup("a", 3), setup("b", 2), setup("c", 1)}, std::move(options));
  EXPECT_EQ(told, (std::vector<std::size_t>{1, 2, 3}));
  EXPECT_TRUE(run_episodes({}).empty());
}

}  // namespace
}  // namespace wmh
