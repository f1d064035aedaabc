#include "play_line.hpp"

#include <wmh/json.hpp>

#include "cli/support.hpp"

namespace wmh::cli::testing {
namespace {

using Kind = PlayLine::Kind;

struct Case {
  std::string line;
  Kind kind;
  std::string action{};  ///< Name and arguments, or what is said in quotes.
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << each.line;
}

std::string text_of(const Action& action) {
  if (action.kind() == ActionKind::message) return '"' + std::string(action.content()) + '"';
  return std::string(action.name()) + " " + to_text(json::value(action.arguments()));
}

class PlayLines : public ::testing::TestWithParam<Case> {};

TEST_P(PlayLines, MeanWhatTheGrammarSays) {
  const PlayLine read = parse_play_line(GetParam().line);
  EXPECT_EQ(read.kind, GetParam().kind);
  EXPECT_EQ(read.action.has_value(), read.kind == Kind::act);
  EXPECT_EQ(read.problem.empty(), read.kind != Kind::unreadable);
  EXPECT_EQ(read.action ? text_of(*read.action) : "", GetParam().action);
}

INSTANTIATE_TEST_SUITE_P(
    Table, PlayLines,
    ::testing::Values(
        Case{"", Kind::blank}, Case{" \t\r\n", Kind::blank}, Case{":quit", Kind::quit},
        Case{" :q ", Kind::quit}, Case{":exit", Kind::quit}, Case{":help", Kind::help},
        Case{":h", Kind::help}, Case{":state", Kind::state},
        Case{":quit now", Kind::act, "\":quit now\""}, Case{"get_user", Kind::act, "get_user {}"},
        Case{"get_user {}", Kind::act, "get_user {}"},
        Case{"get_user {\"id\": 1}", Kind::act, "get_user {\"id\":1}"},
        Case{"get_user{\"id\":1}", Kind::act, "get_user {\"id\":1}"},
        Case{"  a.b-c_2   {\"x\":\"}\"}  ", Kind::act, "a.b-c_2 {\"x\":\"}\"}"},
        Case{"f {\"q\":\"say \\\"}\\\"\"} and more", Kind::act, "f {\"q\":\"say \\\"}\\\"\"}"},
        Case{"f {\"a\":{\"b\":[1,2]}}", Kind::act, "f {\"a\":{\"b\":[1,2]}}"},
        Case{"f {\"a\"", Kind::unreadable}, Case{"f {a: 1}", Kind::unreadable},
        Case{"f [1]", Kind::unreadable}, Case{"f [", Kind::unreadable},
        Case{"say hello", Kind::act, "\"hello\""},
        Case{"say   {\"x\":1} ", Kind::act, "\"{\"x\":1}\""},
        Case{"say {\"id\":1}", Kind::act, "\"{\"id\":1}\""}, Case{"say", Kind::act, "say {}"},
        Case{"saying {\"a\":1}", Kind::act, "saying {\"a\":1}"},
        Case{"hello there", Kind::act, "\"hello there\""}, Case{"2 + 2", Kind::act, "\"2 + 2\""},
        Case{"{\"a\":1}", Kind::act, "\"{\"a\":1}\""},
        Case{"über {\"a\":1}", Kind::act, "\"über {\"a\":1}\""},
        Case{"what?", Kind::act, "\"what?\""}));

}  // namespace
}  // namespace wmh::cli::testing
