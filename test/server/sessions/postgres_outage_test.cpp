// Connections that break, answers that are lost, a database that restarts or is away.
#include "server/sessions/postgres_place.hpp"
#include "support/answer_cutter.hpp"

#include <atomic>
#include <thread>

namespace wmh::server {
namespace {

using namespace std::chrono_literals;
using testing::FailsWith;
using testing::IsOk;

struct PostgresOutage : ::testing::Test {
  PostgresPlace place{};
};

TEST_F(PostgresOutage, ConnectionsThatBreakAreMadeAgain) {
  const auto sessions = place.open();
  WorldModel model = process(*sessions);
  const auto id = model.new_session().value().id;
  for (int i = 0; i < 10; ++i) {
    postgres().query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'wmh'");
    EXPECT_THAT(model.step(id, say("a")), IsOk());
  }
  EXPECT_EQ(model.session(id).value().steps_taken, 10U);
}

/// A place behind a wire that may lose an answer.
struct LostAnswers : PostgresOutage {
  std::shared_ptr<PostgresSessions> open() {
    std::string url = place.url;
    const std::string port = std::to_string(postgres().port());
    url.replace(url.find(port), port.size(), std::to_string(wire.port()));
    return PostgresSessions::open(options_for(url)).value();
  }
  testing::AnswerCutter wire{postgres().port()};
};

TEST_F(LostAnswers, OfASaveAreFound) {
  const auto sessions = open();
  WorldModel model = process(*sessions);
  const auto id = model.new_session().value().id;
  for (int i = 0; i < 3; ++i) {
    wire.cut("save_step");
    EXPECT_EQ(model.step(id, say("a")).value().content, fmt::format("echo:a:{}", i));
    EXPECT_EQ(wire.cuts(), i + 1);
  }
  EXPECT_EQ(testing::run(sessions->of("m")->load(id)).value()->version, 3);
}

TEST_F(LostAnswers, OfOpeningAndEndingAreFound) {
  const auto sessions = open();
  WorldModel model = process(*sessions);
  wire.cut("insert_session");
  const auto id = model.new_session().value().id;
  EXPECT_THAT(model.step(id, say("a")), IsOk());
  wire.cut("delete_session");
  EXPECT_EQ(model.end_session(id).value().steps, 1);
  EXPECT_EQ(wire.cuts(), 2);
  EXPECT_EQ(sessions->count(), 0U);
}

TEST_F(LostAnswers, OfAForkAreFound) {
  const auto sessions = open();
  WorldModel model = process(*sessions);
  const auto id = model.new_session().value().id;
  for (const char* text : {"a", "b"})
    EXPECT_THAT(model.step(id, say(text)), IsOk());
  wire.cut("insert_session");
  const auto forks = model.fork(ForkRequest(id)).value();
  EXPECT_EQ(wire.cuts(), 1);
  EXPECT_EQ(testing::run(sessions->of("m")->load(forks[0])).value()->steps.size(), 2U);
}

TEST_F(LostAnswers, OfAClaimAreAskedForAgain) {
  const auto sessions = open();
  const auto other = place.open();
  WorldModel model = process(*sessions);
  const auto id = model.new_session().value().id;
  for (const char* word : {"lock", "unlock"}) {
    wire.cut(word);
    EXPECT_THAT(model.step(id, say("a")), IsOk());
    EXPECT_THAT(process(*other).step(id, say("b")), IsOk());
  }
  EXPECT_EQ(wire.cuts(), 2);
  EXPECT_EQ(model.session(id).value().steps_taken, 4U);
}

/// Sessions under load while something happens to the database.
struct Load {
  explicit Load(WorldModel given) : model(std::move(given)) {
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([this, t] { run(t); });
  }
  /// Stops it, and checks that every answered step is there once and nothing else is.
  void check() {
    stopping = true;
    for (std::thread& each : threads)
      each.join();
    EXPECT_GT(answered, 0);
    std::cout << answered << " steps answered, " << refused << " refused\n";
  }

 private:
  void run(int number) {
    auto opened = model.new_session();
    ASSERT_THAT(opened, IsOk());
    std::vector<std::string> steps;
    // Without a key nobody would notice a step that was taken though its answer was an error.
    const bool keyed = number % 2 == 0;
    for (int i = 0; !stopping; ++i)
      if (step(opened->id, fmt::format("{} {}", number, i), keyed))
        steps.push_back(fmt::format("{} {}", number, i));
    const auto session = model.session(opened->id);
    ASSERT_THAT(session, IsOk());
    std::vector<std::string> kept;
    for (const Step& each : session->history)
      kept.emplace_back(each.action.content());
    // The first ones may be forgotten.
    ASSERT_EQ(session->steps_taken, steps.size());
    ASSERT_LE(kept.size(), steps.size());
    steps.erase(steps.begin(), steps.end() - static_cast<std::ptrdiff_t>(kept.size()));
    EXPECT_EQ(kept, steps);
  }
  /// Asks until it is answered; true then.
  bool step(const SessionId& id, const std::string& text, bool keyed) {
    for (;;) {
      const auto answer = model.step(StepRequest(id, say(text), keyed ? text : ""));
      if (answer) return ++answered > 0;
      ++refused;
      EXPECT_TRUE(answer.error().code() == errc::network) << answer.error().message();
      std::this_thread::sleep_for(20ms);
    }
  }

  WorldModel model;
  std::vector<std::thread> threads{};
  std::atomic<bool> stopping = false;
  std::atomic<int> answered = 0;
  std::atomic<int> refused = 0;
};

TEST_F(PostgresOutage, ARestartUnderLoadLosesNothing) {
  const auto sessions = place.open();
  for (const int signal : {SIGINT, SIGQUIT}) {
    Load load(process(*sessions));
    std::this_thread::sleep_for(700ms);
    postgres().stop(signal);
    std::this_thread::sleep_for(500ms);
    postgres().start();
    std::this_thread::sleep_for(1500ms);
    load.check();
  }
}

TEST_F(PostgresOutage, WhileTheDatabaseIsAwayCallsFailAtOnce) {
  const auto sessions = place.open();
  WorldModel model = process(*sessions);
  const auto id = model.new_session().value().id;
  postgres().stop(SIGINT);
  const auto begin = std::chrono::steady_clock::now();
  for (int i = 0; i < 20; ++i) {
    const auto answer = model.step(id, say("a"));
    ASSERT_THAT(answer, FailsWith(errc::network));
    EXPECT_EQ(answer.error().retry_after(), 1s);
  }
  EXPECT_THAT(model.new_session(), FailsWith(errc::network));
  // One step under way would wait longer than all of them.
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 25s);
  postgres().start();
  EXPECT_THAT(model.step(id, say("a")), IsOk());
}

}  // namespace
}  // namespace wmh::server
