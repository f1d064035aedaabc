#include "tracing/trace_writer.hpp"

#include "support/event_log.hpp"
#include "tracing/served.hpp"

#include <gmock/gmock.h>

#include <thread>

namespace wmh::testing {
namespace {

using namespace std::chrono_literals;
using detail::Delivery;
using detail::SpanQueue;
using detail::TraceWriter;

/// What a place was given, and what it is to answer. Callable from any thread.
struct Script {
  Delivery next(const SpanQueue::Batch& batch) {
    const std::lock_guard lock(mutex);
    sizes.push_back(batch.size());
    Delivery delivery = answers.empty() ? Delivery{} : std::move(answers.front());
    if (!answers.empty()) answers.erase(answers.begin());
    if (!delivery.failure) delivery.steps = batch.size();
    return delivery;
  }
  std::vector<std::size_t> seen() const {
    const std::lock_guard lock(mutex);
    return sizes;
  }
  mutable std::mutex mutex;
  std::vector<Delivery> answers{};
  std::vector<std::size_t> sizes{};
  std::atomic<int> reopened = 0;
};

struct ScriptedPlace final : detail::SpanPlace {
  explicit ScriptedPlace(std::shared_ptr<Script> by) : script(std::move(by)) {}
  Delivery write(const SpanQueue::Batch& batch, const Deadline&) override {
    return script->next(batch);
  }
  Result<Done> reopen() override {
    ++script->reopened;
    return Done{};
  }
  std::shared_ptr<Script> script;
};

Delivery failed(bool may_pass, std::size_t steps = 0) {
  Delivery delivery;
  delivery.steps = steps;
  delivery.failure = Error(errc::io, "no space");
  delivery.may_pass = may_pass;
  delivery.wait = 1ms;
  return delivery;
}

struct TraceWriterTest : ::testing::Test {
  void open() {
    options.observer = log;
    writer = std::make_unique<TraceWriter>(std::make_unique<ScriptedPlace>(script), options);
  }
  void tell(int steps) {
    const std::string model = "m";
    const SessionId id("s");
    for (int i = 0; i < steps; ++i) {
      const KeptStep step = kept(told++, Action::tool_call("f"), "out");
      writer->on_step({model, id, step, {}, {}});
    }
  }
  int heard(std::string_view name) const {
    int times = 0;
    for (const KeptEvent& event : log->events())
      times += event.name == name ? 1 : 0;
    return times;
  }
  bool wait_for_written(std::uint64_t spans) const {
    for (int i = 0; i < 2000 && writer->counts().written < spans; ++i)
      std::this_thread::sleep_for(5ms);
    return writer->counts().written == spans;
  }
  std::shared_ptr<Script> script = std::make_shared<Script>();
  std::shared_ptr<EventLog> log = std::make_shared<EventLog>();
  TraceOutOptions options{};
  std::size_t told = 0;
  std::unique_ptr<TraceWriter> writer;
};

TEST_F(TraceWriterTest, WritesStepsTogetherAndSoon) {
  open();
  tell(10);
  EXPECT_TRUE(wait_for_written(10));
  EXPECT_EQ(script->seen(), std::vector<std::size_t>{10});
  EXPECT_EQ(writer->counts().queued_bytes, 0U);
}

TEST_F(TraceWriterTest, WritesAFullBatchAtOnce) {
  options.interval = 1h;
  options.max_batch = 1;
  open();
  tell(3);
  EXPECT_TRUE(wait_for_written(3));
  EXPECT_EQ(script->seen(), (std::vector<std::size_t>{1, 1, 1}));
}

TEST_F(TraceWriterTest, WritesWhatWaitsAtTheEndAndTakesNoMore) {
  options.interval = 1h;
  open();
  tell(5);
  writer->finish(0ms);
  EXPECT_EQ(writer->counts().written, 5U);
  tell(2);
  EXPECT_EQ(writer->counts().dropped, 2U);
}

TEST_F(TraceWriterTest, DropsWhatThereIsNoRoomFor) {
  options.interval = 1h;
  options.max_queued = 2 * encoded("s", kept(0, Action::tool_call("f"), "out")).text.size() + 50;
  open();
  tell(5);
  EXPECT_EQ(writer->counts().dropped, 3U);
  writer->finish(0ms);
  EXPECT_EQ(writer->counts().written, 2U);
}

TEST_F(TraceWriterTest, TellsAnOutageOnceAndWritesEverythingAfterIt) {
  script->answers = {failed(true), failed(true, 1), failed(true)};
  open();
  tell(3);
  EXPECT_TRUE(wait_for_written(3));
  writer->finish(0ms);
  EXPECT_EQ(script->seen(), (std::vector<std::size_t>{3, 3, 2, 2}));
  EXPECT_EQ(writer->counts().failures, 3U);
  EXPECT_EQ(writer->counts().dropped, 0U);
  EXPECT_EQ(heard("wmh.trace_out.failed"), 1);
  EXPECT_EQ(heard("wmh.trace_out.recovered"), 1);
}

TEST_F(TraceWriterTest, DropsWhatIsRefused) {
  script->answers = {failed(false)};
  open();
  tell(3);
  writer->finish(1s);
  EXPECT_EQ(writer->counts().dropped, 3U);
  EXPECT_EQ(writer->counts().queued_bytes, 0U);
  EXPECT_EQ(heard("wmh.trace_out.refused"), 1);
}

TEST_F(TraceWriterTest, GivesUpAtTheEnd) {
  options.max_batch = 1;
  script->answers.assign(1000, failed(true));
  open();
  tell(5);
  const auto begin = std::chrono::steady_clock::now();
  writer->finish(60s);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 10s);
  EXPECT_EQ(writer->counts().dropped, 5U);
  EXPECT_EQ(writer->counts().queued_bytes, 0U);
}

TEST_F(TraceWriterTest, OpensThePlaceAgainBeforeTheNextBatch) {
  open();
  writer->reopen();
  EXPECT_EQ(script->reopened, 0);
  tell(1);
  EXPECT_TRUE(wait_for_written(1));
  EXPECT_EQ(script->reopened, 1);
}

TEST_F(TraceWriterTest, StepsMayBeToldFromManyThreads) {
  open();
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([this] {
      const std::string model = "m";
      const SessionId id("s");
      const KeptStep step = kept(0, Action::message("hi"), "out");
      for (int i = 0; i < 1000; ++i)
        writer->on_step({model, id, step, {}, {}});
    });
  for (std::thread& each : threads)
    each.join();
  writer->finish(0ms);
  EXPECT_EQ(writer->counts().written, 8000U);
}

}  // namespace
}  // namespace wmh::testing
