#include "offline/fields.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

Guess guess(std::string content, bool is_error = false) {
  Guess guess;
  guess.observation = {std::move(content), is_error};
  return guess;
}

std::string vote(const std::vector<Guess>& guesses, const std::vector<double>& weights,
                 const NamedValues& of_neighbour = {}, const NamedValues& of_session = {}) {
  return vote_on_fields(guesses, 0, weights, of_neighbour,
                        [&](std::string_view name) -> std::optional<std::string> {
                          const std::string* only = of_session.only(name);
                          if (!only) return std::nullopt;
                          return *only;
                        });
}

NamedValues shown(json::object arguments) {
  NamedValues values;
  values.add_action(Action::tool_call("x", std::move(arguments)));
  return values;
}

TEST(VoteOnFields, TheHeaviestValueOfAPathWins) {
  struct Case {
    std::vector<Guess> guesses;
    std::vector<double> weights;
    const char* answer;
  };
  const Case cases[] = {
      {{guess("{ \"a\": 1,\n\"b\":2}"), guess(R"({"a":3,"b":2})"), guess(R"({"a":3,"b":4})")},
       {1, 0.6, 0.6},
       "{ \"a\": 3,\n\"b\":2}"},
      {{guess("[1]"), guess("[2]")}, {1, 0.9}, "[1]"},
      {{guess("[1]"), guess("[2]")}, {1, 0}, "[1]"},
      {{guess("[1]"), guess("[2]", true)}, {1, 2}, "[1]"},  // the other is an error
      {{guess("[1]"), guess("[2,3]")}, {1, 2}, "[1]"},      // of another shape
      {{guess("[1]"), guess("2")}, {1, 2}, "[1]"},          // no container
      {{guess("plain"), guess("other")}, {1, 2}, "plain"},
      {{guess("[1"), guess("[2]")}, {1, 2}, "[1"},
      {{guess("\f[1]"), guess("[2]")}, {1, 2}, "\f[2]"},
      {{guess("[1]"), guess("[1e999]")}, {1, 2}, "[1]"},  // no JSON could say it
      {{guess(R"({"a":1,"b":5,"a":2})"), guess(R"({"a":3,"b":6})")},
       {1, 2},
       R"({"a":1,"b":5,"a":2})"},  // a name twice: places in the text are not those of the values
  };
  for (const Case& c : cases)
    EXPECT_EQ(vote(c.guesses, c.weights), c.answer) << c.guesses[0].observation.content;
}

TEST(VoteOnFields, AreBoundedToEightVoters) {
  std::vector<Guess> guesses{guess("[0]")};
  std::vector<double> weights{1};
  for (int i = 0; i < 8; ++i) {
    guesses.push_back(guess("[0]"));
    weights.push_back(0.1);
  }
  guesses.push_back(guess("[1]"));
  weights.push_back(100);
  EXPECT_EQ(vote(guesses, weights), "[0]");
}

TEST(VoteOnFields, FillsInWhatTheSessionHasUnderTheName) {
  const std::vector<Guess> one{guess(R"({"id": "W1", "name": "mia", "total": 5})")};
  EXPECT_EQ(vote(one, {1}, shown({{"id", "W1"}}), shown({{"id", "X9"}, {"name", "bob"}})),
            R"({"id": "X9", "name": "mia", "total": 5})")
      << "the neighbour's session has not shown the name";
  EXPECT_EQ(vote(one, {1}, shown({{"id", "W2"}}), shown({{"id", "X9"}})),
            one[0].observation.content)
      << "the neighbour's session has shown another value";
  EXPECT_EQ(vote(one, {1}, shown({{"id", "W1"}}), {}), one[0].observation.content);
  EXPECT_EQ(vote(one, {1}, shown({{"key", "W1"}}), shown({{"id", "X9"}})),
            one[0].observation.content);
}

TEST(VoteOnFields, WhatTheSessionHasShownBeatsTheVote) {
  const std::vector<Guess> two{guess(R"({"id":"W1"})"), guess(R"({"id":"W2"})")};
  EXPECT_EQ(vote(two, {1, 5}, shown({{"id", "W1"}}), shown({{"id", "X9"}})), R"({"id":"X9"})");
}

}  // namespace
}  // namespace wmh::detail
