#include "offline/query.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

Step step_of(std::string text) {
  Step step{Action::tool_call("f", {{"x", text}})};
  step.observation.content = "seen " + text;
  return step;
}

/// A session that forgets all but its last steps.
struct QueryTest : ::testing::Test {
  void take(const std::string& text) {
    auto next = std::make_shared<std::deque<Step>>(*history);
    next->push_back(step_of(text));
    if (next->size() > 3) {
      next->pop_front();
      ++first_step;
    }
    history = std::move(next);
  }
  std::vector<std::uint64_t> calls(std::shared_ptr<SessionMemory> of) const {
    PredictionRequest request(Action::tool_call("f"));
    request.history = history;
    request.first_step = first_step;
    request.memory = std::move(of);
    const Query query(request, recordings);
    std::vector<std::uint64_t> keys;
    for (const PastCall& past : query.past())
      keys.push_back(past.call ^ past.outcome);
    return keys;
  }
  Recordings recordings{512};
  std::size_t first_step = 0;
  std::shared_ptr<const std::deque<Step>> history = std::make_shared<std::deque<Step>>();
  std::shared_ptr<SessionMemory> memory = std::make_shared<SessionMemory>();
};

TEST_F(QueryTest, WhatIsRememberedIsWhatTheHistoryHolds) {
  EXPECT_EQ(calls(memory), calls(nullptr));
  for (const char* text : {"a", "b", "c", "d", "e", "f", "g"}) {
    take(text);
    if (*text == 'e') continue;  // a step that nobody asked about
    EXPECT_EQ(calls(memory), calls(nullptr)) << text;
    EXPECT_EQ(calls(memory), calls(nullptr)) << "again " << text;
  }
  first_step += 10;
  EXPECT_EQ(calls(memory), calls(nullptr));
}

}  // namespace
}  // namespace wmh::detail
