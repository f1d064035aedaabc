#include "engine/told_store.hpp"

#include <wmh/testing/matchers.hpp>
#include <wmh/world_model.hpp>

#include "support/map_store.hpp"
#include "support/predictors.hpp"

namespace wmh {
namespace {

using namespace std::chrono_literals;
using testing::EchoPredictor;
using testing::FailsWith;
using testing::IsOk;
using testing::MapStore;

Action say(std::string text) {
  return Action::message(std::move(text));
}

/// What it was told, as "session/index action"; one thread.
struct Hearer final : StepListener {
  struct Heard {
    std::string session;
    KeptStep kept;
    std::chrono::system_clock::time_point asked;
    std::chrono::system_clock::time_point answered;
  };
  void on_step(const ServedStep& step) noexcept override {
    EXPECT_EQ(step.model, "m");
    heard.push_back({step.session.str(), step.kept, step.asked, step.answered});
  }
  std::vector<std::string> lines() const {
    std::vector<std::string> all;
    for (const Heard& each : heard)
      all.push_back(each.session + "/" + std::to_string(each.kept.index) + " " +
                    std::string(each.kept.step.action.content()));
    return all;
  }
  std::vector<Heard> heard;
};

struct FullMarks final : EpisodeJudge {
  Task<EpisodeVerdict> judge(std::optional<std::string>, std::vector<Step>) override {
    EpisodeVerdict verdict;
    verdict.reward = 1;
    verdict.valid = true;
    co_return verdict;
  }
};

struct ToldStoreTest : ::testing::Test {
  WorldModel process(std::shared_ptr<SessionStore> kept) {
    WorldModelOptions options;
    options.store = make_told_store(std::move(kept), hearer, "m");
    options.make_id = [this] {
      return "s" + std::to_string(++ids);
    };
    options.episode_judge = std::make_shared<FullMarks>();
    return WorldModel(std::make_shared<EchoPredictor>(), std::move(options));
  }
  std::shared_ptr<MapStore> store = std::make_shared<MapStore>();
  std::shared_ptr<Hearer> hearer = std::make_shared<Hearer>();
  int ids = 0;
};

using Lines = std::vector<std::string>;

TEST_F(ToldStoreTest, TellsEachStepWithItsTaskStateAndTimes) {
  const auto before = std::chrono::system_clock::now() - 1s;
  WorldModel model = process(store);
  const auto id = model.new_session(SessionStart("buy milk", {{{"cwd", "/"}}, ""})).value().id;
  EXPECT_THAT(model.step(id, say("note")), IsOk());
  EXPECT_THAT(model.step(id, say("b")), IsOk());
  EXPECT_EQ(hearer->lines(), (Lines{"s1/0 note", "s1/1 b"}));
  const Hearer::Heard& second = hearer->heard.at(1);
  EXPECT_EQ(second.kept.step.task, "buy milk");
  EXPECT_EQ(second.kept.step.state_before, (EnvState{{{"cwd", "/"}}, "- noted"}));
  EXPECT_EQ(second.kept.step.observation.content, "echo:b:1");
  EXPECT_LT(before, hearer->heard[0].asked);
  EXPECT_LE(hearer->heard[0].asked, hearer->heard[0].answered);
  EXPECT_LE(hearer->heard[0].answered, second.asked);
}

TEST_F(ToldStoreTest, TellsOnlyWhatWasKeptAndOnlyOnce) {
  WorldModel model = process(store);
  const auto id = model.new_session().value().id;
  store->failure = Error(errc::io, "disk full");
  EXPECT_THAT(model.step(id, say("a")), FailsWith(errc::io));
  store->failure.reset();
  EXPECT_THAT(model.step(id, say("fail")), FailsWith(errc::provider_unavailable));
  EXPECT_THAT(model.step(StepRequest(id, say("a"), "key")), IsOk());
  EXPECT_THAT(model.step(StepRequest(id, say("a"), "key")), IsOk());
  EXPECT_THAT(model.score_session(id), IsOk());
  EXPECT_EQ(hearer->lines(), (Lines{"s1/0 a"}));
}

TEST_F(ToldStoreTest, TellsWhatAForkBeginsWith) {
  WorldModel model = process(store);
  const auto id = model.new_session().value().id;
  for (const char* text : {"a", "b", "c"})
    EXPECT_THAT(model.step(id, say(text)), IsOk());
  ForkRequest request(id);
  request.at = 2;
  const auto forks = model.fork(std::move(request)).value();
  EXPECT_THAT(model.step(forks.front(), say("d")), IsOk());
  EXPECT_EQ(hearer->lines(), (Lines{"s1/0 a", "s1/1 b", "s1/2 c", "s2/0 a", "s2/1 b", "s2/2 d"}));
  EXPECT_LE(hearer->heard[4].answered, hearer->heard[5].asked);
}

TEST_F(ToldStoreTest, AForkThatCannotBeKeptIsNotTold) {
  WorldModel model = process(store);
  const auto id = model.new_session().value().id;
  EXPECT_THAT(model.step(id, say("a")), IsOk());
  store->room = 1;
  EXPECT_THAT(model.fork(ForkRequest(id)), FailsWith(errc::limit_reached));
  EXPECT_EQ(hearer->lines(), (Lines{"s1/0 a"}));
}

TEST_F(ToldStoreTest, IsOtherwiseTheStore) {
  WorldModel first = process(store);
  const auto id = first.new_session().value().id;
  WorldModel second = process(store);
  EXPECT_THAT(second.step(id, say("a")), IsOk());
  EXPECT_EQ(first.step(id, say("b")).value().content, "echo:b:1");
  store->claimed[id] = true;
  EXPECT_THAT(first.step(id, say("c")), FailsWith(errc::session_busy));
  store->claimed.clear();
  EXPECT_THAT(second.step(id, say("c")), IsOk());
  EXPECT_TRUE(store->claimed.empty());
  EXPECT_EQ(hearer->lines(), (Lines{"s1/0 a", "s1/1 b", "s1/2 c"}));
  EXPECT_EQ(first.end_session(id).value().steps, 3);
}

TEST_F(ToldStoreTest, WithoutAStoreSessionsLiveInMemory) {
  WorldModel model = process(nullptr);
  SessionStart start;
  start.world = "w";
  const auto id = model.new_session(start).value().id;
  EXPECT_THAT(model.step(id, say("a")), IsOk());
  EXPECT_EQ(hearer->lines(), (Lines{"s1/0 a"}));
  EXPECT_EQ(model.end_session(id).value().steps, 1);
  EXPECT_THAT(model.step(id, say("b")), FailsWith(errc::not_found));
}

TEST(DayClock, FollowsTheSystemForwardButNotBack) {
  using Steady = detail::DayClock::Steady;
  using Day = detail::DayClock::Day;
  detail::DayClock clock;
  EXPECT_EQ(clock.at(Steady(1s), Steady(2s), Day(1002s)), Day(1001s));
  EXPECT_EQ(clock.at(Steady(3s), Steady(3s), Day(500s)), Day(1003s));
  EXPECT_EQ(clock.at(Steady(4s), Steady(4s), Day(2004s)), Day(2004s));
}

}  // namespace
}  // namespace wmh
