#include "judges/payload.hpp"

#include <gtest/gtest.h>

namespace wmh {
namespace {

using namespace detail;

TEST(CutMiddle, KeepsBothEndsAtCharacterBorders) {
  EXPECT_EQ(cut_characters("", 4), "");
  EXPECT_EQ(cut_characters("abcd", 4), "abcd");
  EXPECT_EQ(cut_characters("abcde", 4), "ab\n[... 1 characters left out ...]\nde");
  EXPECT_EQ(cut_characters("äöüß", 4), "äöüß");
  EXPECT_EQ(cut_characters("äöüßx", 4), "äö\n[... 1 characters left out ...]\nßx");
  EXPECT_EQ(cut_characters("abcdef", 0), "\n[... 6 characters left out ...]\n");
}

TEST(ShowObservation, IsOneLineOfJson) {
  struct Case {
    Observation observation;
    const char* shown;
  };
  const Case cases[] = {
      {{"a\nb"}, R"({"is_error":false,"content_length":3,"empty_content":false,"content":"a\nb"})"},
      {{"", true}, R"({"is_error":true,"content_length":0,"empty_content":true,"content":""})"},
      {{" \n"}, R"({"is_error":false,"content_length":2,"empty_content":true,"content":" \n"})"},
      {{"äöü"}, R"({"is_error":false,"content_length":3,"empty_content":false,"content":"äöü"})"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(show_observation(c.observation, 4), c.shown);
}

TEST(ShowObservation, GivesTheDigestOfWhatIsCut) {
  const std::string shown = show_observation({"abcdef"}, 4);
  EXPECT_EQ(shown, R"({"is_error":false,"content_length":6,"empty_content":false,)"
                   R"("content":"ab\n[... 2 characters left out ...]\nef",)"
                   R"("content_cut":true,"content_blake2b_64":"e89757a9631453aa"})");
  EXPECT_NE(shown, show_observation({"abxxef"}, 4));
}

TEST(ShowAction, TellsNothingFromEmpty) {
  EXPECT_EQ(show_action(Action::tool_call("f", {{"b", 1}, {"a", "x"}}), 100),
            R"({"kind":"tool_call","name":"f","arguments":{"b":1,"a":"x"}})");
  EXPECT_EQ(show_action(Action::tool_call(std::nullopt), 100),
            R"({"kind":"tool_call","name":null,"arguments":{}})");
  EXPECT_EQ(show_action(Action::message("hi"), 100), R"({"kind":"message","content":"hi"})");
  EXPECT_EQ(show_action(Action::message(std::nullopt), 100),
            R"({"kind":"message","content":null})");
  EXPECT_EQ(show_action(Action::message("a long text"), 10),
            "{\"kin\n[... 32 characters left out ...]\next\"}");
}

TEST(ShowComparison, HasThreeParts) {
  const Step truth{Action::message("hi"), {"yes"}};
  EXPECT_EQ(show_comparison(truth, {"no", true}, 100),
            "ACTION:\n{\"kind\":\"message\",\"content\":\"hi\"}\n\n"
            "ACTUAL:\n{\"is_error\":false,\"content_length\":3,\"empty_content\":false,"
            "\"content\":\"yes\"}\n\n"
            "PREDICTED:\n{\"is_error\":true,\"content_length\":2,\"empty_content\":false,"
            "\"content\":\"no\"}");
}

}  // namespace
}  // namespace wmh
