#include "offline/effects.hpp"

#include "offline/recorded.hpp"
#include "util/mix_hash.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using testing::call;
using testing::Recorded;
using testing::Row;

/// Whether learned effects say that an accepted call changes what another one is answered.
bool changes(const Effects& effects, const Action& past, const Action& later) {
  return effects.changes(past_call(Step{past}), text_hash(tool_key(later)),
                         argument_marks(later).values);
}

/// In each task an order is read, read after it was looked at, and read after something changed.
std::vector<Row> rows(const Action& change) {
  std::vector<Row> rows;
  for (const std::string task : {"one", "two", "three"}) {
    rows.push_back({task + "-plain", call("get", {{"id", "W17"}}), "open", task});
    rows.push_back({task + "-look", call("look", {{"id", "W17"}}), "a lamp", task});
    rows.push_back({task + "-look", call("get", {{"id", "W17"}}), "open", task});
    rows.push_back({task + "-change", change, "done", task});
    rows.push_back({task + "-change", call("get", {{"id", "W17"}}), "cancelled", task});
  }
  return rows;
}

TEST(LearnEffects, TellsAChangingToolFromAReadingOne) {
  const Action cancel = call("cancel", {{"id", "W17"}}), get = call("get", {{"id", "W17"}});
  const Effects effects = learn_effects(Recorded(rows(cancel)).recordings);
  EXPECT_TRUE(changes(effects, cancel, get));
  EXPECT_TRUE(changes(effects, call("cancel", {{"id", "W18"}}), call("get", {{"id", "W18"}})));
  EXPECT_FALSE(changes(effects, call("cancel", {{"id", "W18"}}), get)) << "another order";
  EXPECT_FALSE(changes(effects, call("look", {{"id", "W17"}}), get));
  EXPECT_FALSE(changes(effects, get, cancel));
}

TEST(LearnEffects, AToolThatSharesNoValueMayChangeAnything) {
  const Action login = call("login", {{"user", "mia"}});
  const Effects effects = learn_effects(Recorded(rows(login)).recordings);
  EXPECT_TRUE(changes(effects, login, call("get", {{"id", "W99"}})));
  EXPECT_TRUE(changes(effects, call("login", {{"user", "bob"}}), call("get", {{"id", "W99"}})));
}

TEST(LearnEffects, ARefusedCallChangesNothing) {
  std::vector<Row> refused = rows(call("cancel", {{"id", "W17"}}));
  for (Row& row : refused)
    if (row.answer == "done") row.is_error = true;
  EXPECT_TRUE(learn_effects(Recorded(refused).recordings).empty());
}

TEST(LearnEffects, NeedsMoreThanOneDifference) {
  std::vector<Row> once = rows(call("cancel", {{"id", "W17"}}));
  once.erase(once.begin() + 5, once.end());
  EXPECT_TRUE(learn_effects(Recorded(once).recordings).empty());
  EXPECT_TRUE(learn_effects(Recorded({}).recordings).empty());
}

TEST(Effects, OfTwoReachesTheWiderOneHolds) {
  const std::uint64_t key = Effects::key_of(1, 2);
  Effects effects;
  effects.add(key, Effects::Reach::any);
  effects.add(key, Effects::Reach::sharing);
  EXPECT_EQ(effects.reaches().at(key), Effects::Reach::any);
}

TEST(Effects, KeyIsOfTheChangesInOrder) {
  PastCall first, second, refused, reading;
  first.tool = second.tool = refused.tool = 2;
  reading.tool = 3;
  first.call = 10;
  second.call = 11;
  refused.call = reading.call = 12;
  refused.is_error = true;
  Effects effects;
  const auto key_of = [&effects](const std::vector<PastCall>& past) {
    return EffectsOnTool(effects, 1).key(past, {});
  };
  EXPECT_EQ(key_of({first}), 0U);
  effects.add(Effects::key_of(1, 2), Effects::Reach::any);
  EXPECT_EQ(key_of({}), 0U);
  EXPECT_EQ(key_of({refused, reading}), 0U);
  EXPECT_NE(key_of({first, second}), key_of({second, first}));
  EXPECT_EQ(key_of({first, reading, second}), key_of({first, second}));
}

}  // namespace
}  // namespace wmh::detail
