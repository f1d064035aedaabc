// What a server writes with --trace-out is what its clients were served, and a model can be built
// of it.
#include <wmh/testing/matchers.hpp>
#include <wmh/trace_source.hpp>

#include "support/api_client.hpp"
#include "support/command.hpp"
#include "support/fault_server.hpp"
#include "support/postgres_server.hpp"
#include "support/source_dir.hpp"

#include <gmock/gmock.h>

#include <csignal>

namespace wmh {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using testing::ApiClient;
using ::testing::HasSubstr;
using testing::RawClient;

json::object lookup(std::string_view user) {
  return {{"kind", "tool_call"}, {"name", "get_user_details"}, {"arguments", {{"user_id", user}}}};
}

/// What was asked in a session, and what was answered.
struct Episode {
  std::string session{};
  std::string task{};
  json::array actions{};
  std::vector<std::string> answers{};
  std::vector<bool> errors{};
};

struct ServeTraces : ::testing::Test {
  ~ServeTraces() override {
    if (process > 0) (void)end(SIGKILL);
  }

  void start(const std::string& place, const std::string& drain = "5") {
    const fs::path root = testing::source_dir() / "examples/tau-bench";
    process = testing::start_command(
        WMH_COMMAND,
        {"serve", "--root", root.string(), "--sessions", "sqlite:" + (folder / "s.sqlite").string(),
         "--port", std::to_string(port), "--drain-seconds", drain, "--trace-out", place},
        "/", "/dev/null", folder / "err");
    for (int tries = 0; tries < 2000 && !RawClient(port).connected(); ++tries)
      std::this_thread::sleep_for(10ms);
    ASSERT_TRUE(RawClient(port).connected()) << testing::read_text(folder / "err");
    client = std::make_unique<ApiClient>(port);
  }

  int end(int signal) {
    client.reset();
    ::kill(process, signal);
    int status = 0;
    ::waitpid(process, &status, 0);
    process = 0;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  Episode open(std::string task) {
    const auto answer =
        client->post(sessions, {{"task", task}, {"seed_state", {{"structured", {{"on", task}}}}}});
    EXPECT_EQ(answer.status, 200) << answer.text;
    return {std::string(answer.at("session_id").get_string()), std::move(task)};
  }

  void step(Episode& episode, json::object action) {
    const auto answer =
        client->post(sessions + "/" + episode.session + "/step", {{"action", action}});
    ASSERT_EQ(answer.status, 200) << answer.text;
    episode.actions.push_back(std::move(action));
    const json::value& observation = answer.at("observation");
    episode.answers.emplace_back(observation.at("content").get_string());
    episode.errors.push_back(observation.at("is_error").get_bool());
  }

  Episode fork(const Episode& of, std::size_t at) {
    const auto answer = client->post(sessions + "/" + of.session + "/fork", {{"at", at}});
    EXPECT_EQ(answer.status / 100, 2) << answer.text;
    Episode forked = of;
    forked.session = std::string(answer.at("session_ids").at(0).get_string());
    forked.actions.resize(at, nullptr);
    forked.answers.resize(at);
    forked.errors.resize(at);
    return forked;
  }

  double metric(const std::string& name) {
    const std::string text = client->get("/metrics").text;
    const auto at = text.find("\n" + name + " ");
    return at == std::string::npos ? -1 : std::stod(text.substr(at + name.size() + 2));
  }

  testing::TempDir folder;
  const std::string sessions = "/world_models/airline/sessions";
  const std::uint16_t port = testing::free_port();
  std::unique_ptr<ApiClient> client;
  pid_t process = 0;
};

void expect_served(const Trace& trace, const Episode& episode) {
  ASSERT_EQ(trace.steps.size(), episode.actions.size());
  for (std::size_t i = 0; i < trace.steps.size(); ++i) {
    const Step& step = trace.steps[i];
    const json::object action = episode.actions[i].as_object();
    if (step.action.kind() == ActionKind::tool_call) {
      EXPECT_EQ(step.action.name(), action.at("name").as_string());
      EXPECT_EQ(step.action.arguments(), action.at("arguments").as_object());
    } else {
      EXPECT_EQ(step.action.content(), action.at("content").as_string());
    }
    EXPECT_EQ(step.observation.content, episode.answers[i]);
    EXPECT_EQ(step.observation.is_error, episode.errors[i]);
    EXPECT_EQ(step.task, episode.task);
    EXPECT_EQ(step.state_before.structured.at("on"), json::value(episode.task));
  }
}

TEST_F(ServeTraces, AreWhatWasServed) {
  const fs::path file = folder / "served.otel.jsonl";
  start(file.string());
  std::vector<Episode> episodes;
  for (int i = 0; i < 4; ++i)
    episodes.push_back(open("task " + std::to_string(i)));
  for (int round = 0; round < 5; ++round)
    for (Episode& each : episodes) {
      step(each, lookup("mia_rossi_963" + std::to_string(round)));
      step(each, {{"kind", "message"}, {"content", "round " + std::to_string(round)}});
    }
  episodes.push_back(fork(episodes[1], 3));
  step(episodes[1], lookup("a"));
  step(episodes[4], lookup("b"));
  for (int i = 0; i < 1000 && metric("wmh_trace_queued_bytes") > 0; ++i)
    std::this_thread::sleep_for(5ms);
  // Ten steps of three spans for each two; the fork shares two lookups and a message.
  EXPECT_EQ(metric("wmh_trace_spans_written_total"), 4 * 15 + 4 + 2);
  EXPECT_EQ(metric("wmh_trace_spans_dropped_total"), 0);
  step(episodes[0], lookup("last"));
  EXPECT_EQ(end(SIGTERM), 0);

  const auto source = open_traces({file}, {.strict = true});
  ASSERT_THAT(source, testing::IsOk());
  const auto traces = read_all(**source).value();
  ASSERT_EQ(traces.size(), episodes.size());
  for (const Episode& each : episodes) {
    const auto of = [&](const Trace& trace) {
      return trace.metadata.at("session") == json::value(each.session);
    };
    const auto trace = std::find_if(traces.begin(), traces.end(), of);
    ASSERT_NE(trace, traces.end());
    expect_served(*trace, each);
  }
  const auto built = testing::run_command(
      WMH_COMMAND, {"build", "--file", file.string(), "--name", "again"}, folder.path());
  EXPECT_EQ(built.exit_code, 0) << built.err;
}

TEST_F(ServeTraces, GoOnInTheSameFileAfterARestart) {
  const fs::path file = folder / "served.otel.jsonl";
  start(file.string());
  Episode episode = open("a task");
  step(episode, lookup("a"));
  EXPECT_EQ(end(SIGTERM), 0);
  start(file.string());
  step(episode, lookup("b"));
  fs::rename(file, folder / "old.jsonl");
  ::kill(process, SIGHUP);
  std::this_thread::sleep_for(200ms);
  step(episode, lookup("c"));
  std::this_thread::sleep_for(1500ms);
  EXPECT_EQ(end(SIGKILL), -1);
  const auto traces = read_all(*open_traces({file, folder / "old.jsonl"}).value()).value();
  ASSERT_EQ(traces.size(), 1U);
  expect_served(traces.front(), episode);
  EXPECT_THAT(testing::read_text(file), HasSubstr(R"(\"c\")"));
}

TEST_F(ServeTraces, ReachACollectorBeforeTheEnd) {
  testing::FaultServer collector([](testing::Peer& peer) {
    for (bool first = peer.number == 0; !peer.read_request().empty(); first = false)
      if (first ? !peer.write("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n") : !peer.reply("{}"))
        return;
  });
  std::string url = collector.url();
  url.pop_back();
  start(url);
  Episode episode = open("a task");
  step(episode, lookup("a"));
  EXPECT_EQ(end(SIGTERM), 0);
  const auto requests = collector.requests();
  ASSERT_EQ(requests.size(), 2U);
  EXPECT_THAT(requests[1], HasSubstr("POST /v1/traces"));
  const std::string body = requests[1].substr(requests[1].find("\r\n\r\n") + 4);
  const auto traces = read_all(*open_traces({folder.write("got.json", body)}).value()).value();
  ASSERT_EQ(traces.size(), 1U);
  expect_served(traces.front(), episode);
}

TEST_F(ServeTraces, ASilentCollectorHoldsUpNeitherStepsNorTheEnd) {
  const testing::FaultServer silent([](testing::Peer& peer) { (void)peer.sees_close(1min); });
  start(silent.url(), "1");
  Episode episode = open("a task");
  for (int i = 0; i < 20; ++i)
    step(episode, lookup("a"));
  const auto begin = std::chrono::steady_clock::now();
  EXPECT_EQ(end(SIGTERM), 0);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 5s);
}

TEST_F(ServeTraces, NeedAPlaceThatCanBeWritten) {
  const auto refused = testing::run_command(
      WMH_COMMAND,
      {"serve", "--root", (testing::source_dir() / "examples/tau-bench").string(), "--sessions",
       "memory:", "--port", "0", "--trace-out", "/no/such/folder/file"},
      folder.path());
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--trace-out: cannot open /no/such/folder/file"));
}

}  // namespace
}  // namespace wmh
