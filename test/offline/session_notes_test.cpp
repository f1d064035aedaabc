#include "offline/session_notes.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

/// A session that forgets all but its last three steps, asked for the value of "id".
struct SessionNotesTest : ::testing::Test {
  void take(const std::string& id) {
    auto next = std::make_shared<std::deque<Step>>(*history);
    next->push_back({Action::tool_call("f", {{"id", id}}), {"{\"seen\": \"" + id + "\"}"}});
    if (next->size() > 3) {
      next->pop_front();
      ++first_step;
    }
    history = std::move(next);
  }
  std::string only(const char* name, json::object asked, SessionNotes* kept = nullptr) {
    PredictionRequest request(Action::tool_call("f", std::move(asked)));
    request.history = history;
    request.first_step = first_step;
    SessionNotes own;
    SessionNotes& notes = kept ? *kept : own;
    notes.catch_up(request);
    const ValuesNow now(request, &notes.values(request, read));
    return now.only(name).value_or("none");
  }
  ReadObservations read;
  std::size_t first_step = 0;
  std::shared_ptr<const std::deque<Step>> history = std::make_shared<std::deque<Step>>();
};

TEST_F(SessionNotesTest, AValueIsTheOnlyOneOfTheHistoryAndTheActionTogether) {
  EXPECT_EQ(only("id", {{"id", "a"}}), "\"a\"");
  EXPECT_EQ(only("id", {}), "none");
  take("a");
  EXPECT_EQ(only("id", {}), "\"a\"");
  EXPECT_EQ(only("id", {{"id", "a"}}), "\"a\"");
  EXPECT_EQ(only("id", {{"id", "b"}}), "none");
  EXPECT_EQ(only("seen", {{"id", "b"}}), "\"a\"");
  take("b");
  EXPECT_EQ(only("id", {}), "none");
  EXPECT_EQ(only("id", {{"id", "a"}}), "none");
}

TEST_F(SessionNotesTest, NotesThatAreKeptSayWhatAFreshLookSays) {
  SessionNotes kept;
  for (const char* id : {"a", "b", "b", "b", "c", "b", "b", "b", "b"}) {
    take(id);
    if (first_step == 2) continue;  // a step that nobody asked about
    for (const char* name : {"id", "seen"})
      EXPECT_EQ(only(name, {}, &kept), only(name, {})) << id << first_step;
  }
  EXPECT_EQ(only("seen", {}, &kept), "\"b\"");
}

}  // namespace
}  // namespace wmh::detail
