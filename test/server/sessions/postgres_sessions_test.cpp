#include "server/sessions/postgres_place.hpp"
#include "server/sessions/store_contract.hpp"

#include <atomic>
#include <map>

namespace wmh::server {
namespace {

using namespace std::chrono_literals;
using testing::FailsWith;
using testing::IsOk;

INSTANTIATE_TYPED_TEST_SUITE_P(Postgres, StoreContract, PostgresPlace);

struct PostgresSessionsTest : ::testing::Test {
  PostgresPlace place{};
};

TEST_F(PostgresSessionsTest, TwoProcessesStepOneSessionByTurns) {
  const auto one = place.open(), other = place.open();
  WorldModel models[] = {process(*one), process(*other)};
  const auto id = models[0].new_session().value().id;
  std::vector<std::thread> threads;
  for (int t = 0; t < 6; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i)
        EXPECT_THAT(models[t % 2].step(id, say(fmt::format("{} {}", t, i))), IsOk());
    });
  for (std::thread& each : threads)
    each.join();
  const Session session = models[0].session(id).value();
  ASSERT_EQ(session.history.size(), 150U);
  std::map<std::string, int> times;
  for (std::size_t i = 0; i < session.history.size(); ++i) {
    const Step& step = session.history[i];
    ++times[std::string(step.action.content())];
    // Who answers saw all steps before.
    EXPECT_TRUE(step.observation.content.ends_with(fmt::format(":{}", i)));
  }
  EXPECT_EQ(times.size(), 150U);
}

TEST_F(PostgresSessionsTest, AClaimKeepsOthersOutUntilItIsReleased) {
  PostgresOptions options = options_for(place.url);
  options.claim_patience = 100ms;
  const auto one = PostgresSessions::open(options).value();
  const auto other = PostgresSessions::open(options).value();
  const auto id = process(*one).new_session().value().id;
  const auto first = one->of("m"), second = other->of("m");
  EXPECT_EQ(testing::run(first->claim(id, 0)).value(), std::nullopt);
  EXPECT_THAT(testing::run(second->claim(id, 0)), FailsWith(errc::session_busy));
  EXPECT_THAT(testing::run(first->claim(id, 0)), FailsWith(errc::session_busy));
  first->release(id);
  EXPECT_EQ(testing::run(second->claim(id, 0)).value(), std::nullopt);
}

TEST_F(PostgresSessionsTest, AClaimDiesWithItsProcess) {
  auto one = place.open();
  const auto other = place.open();
  const auto id = process(*one).new_session().value().id;
  {
    const auto store = one->of("m");
    EXPECT_THAT(testing::run(store->claim(id, 0)), IsOk());
    one.reset();
  }
  EXPECT_EQ(process(*other).step(id, say("a")).value().content, "echo:a:0");
}

TEST_F(PostgresSessionsTest, WhoeverEndsASessionEndsItForAll) {
  const auto one = place.open(), other = place.open();
  WorldModel first = process(*one), second = process(*other);
  const auto id = first.new_session().value().id;
  EXPECT_THAT(second.step(id, say("a")), IsOk());
  EXPECT_EQ(first.end_session(id).value().steps, 1);
  EXPECT_THAT(second.step(id, say("b")), FailsWith(errc::not_found));
  EXPECT_THAT(second.end_session(id), FailsWith(errc::not_found));
}

TEST_F(PostgresSessionsTest, IdleSessionsAreRemovedOnce) {
  const auto one = place.open(), other = place.open();
  WorldModel model = process(*one);
  for (int i = 0; i < 50; ++i)
    EXPECT_THAT(model.new_session(), IsOk());
  postgres().query("UPDATE wmh.sessions SET used = 0 WHERE number <= 40", place.name());
  std::atomic<std::size_t> removed = 0;
  std::thread thread([&] { removed += testing::run(one->remove_idle(60s)).value(); });
  removed += testing::run(other->remove_idle(60s)).value();
  thread.join();
  EXPECT_EQ(removed, 40U);
  EXPECT_EQ(testing::run(one->remove_idle(60s)).value(), 0U);
  EXPECT_EQ(one->count(), 10U);
}

TEST_F(PostgresSessionsTest, TablesOfALaterVersionAreRefused) {
  place.open();
  postgres().query("UPDATE wmh.about SET version = 2", place.name());
  EXPECT_THAT(PostgresSessions::open(options_for(place.url)), FailsWith(errc::corrupt_artifact));
}

TEST_F(PostgresSessionsTest, ManyProcessesMayStartAtOnce) {
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back(
        [&] { EXPECT_THAT(PostgresSessions::open(options_for(place.url)), IsOk()); });
  for (std::thread& each : threads)
    each.join();
}

TEST(PostgresAddress, NoPasswordIsTold) {
  for (const char* url :
       {"postgres://u:secret@127.0.0.1:1/d", "postgres://u:sec/ret@127.0.0.1:1/d",
        "postgres://u:sec@ret@127.0.0.1:1/d", "postgres://u@127.0.0.1:1/d?password=secret",
        "postgres://u:secret@127.0.0.1:x/d", "secret", "host=/tmp password=secret"}) {
    const auto opened = PostgresSessions::open(options_for(url));
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().message().find("sec"), std::string::npos) << opened.error().message();
    EXPECT_EQ(opened.error().message().find("ret"), std::string::npos) << opened.error().message();
  }
}

}  // namespace
}  // namespace wmh::server
