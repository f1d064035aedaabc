#include "prompt/step_reply.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

struct Case {
  const char* name;
  const char* text;
  StepReply reply;
};

const Case cases[] = {
    {"as asked",
     R"({"output": "ok", "is_error": true, "state_note": "door open"})",
     {.output = "ok", .is_error = true, .state_note = "door open"}},
    {"fenced",
     "```json\n{\"output\": \"ok\", \"is_error\": false, \"state_note\": \"\"}\n```",
     {.output = "ok"}},
    {"in prose", "Here it is: {\"output\": \"ok\"} I hope {this} helps.", {.output = "ok"}},
    {"after a brace that opens nothing", "if (x) { then\n{\"output\": \"ok\"}", {.output = "ok"}},
    {"an empty output", R"({"output": "", "is_error": false, "state_note": ""})", {}},
    {"only a note", R"({"state_note": "seen\ntwice"})", {.state_note = "seen twice"}},
    {"an object for output",
     R"({"output": {"id": 1, "tags": ["a"]}, "is_error": false})",
     {.output = R"({"id":1,"tags":["a"]})"}},
    {"a number for output", R"({"output": 12})", {.output = "12"}},
    {"null for output", R"({"output": null})", {}},
    {"a word for is_error",
     R"({"output": "x", "is_error": "true"})",
     {.output = "x", .is_error = true}},
    {"a confidence", R"({"output": "x", "confidence": 0.25})", {.output = "x", .confidence = 0.25}},
    {"a confidence in quotes",
     R"({"output": "x", "confidence": "1"})",
     {.output = "x", .confidence = 1.0}},
    {"a confidence that is none", R"({"output": "x", "confidence": 90})", {.output = "x"}},
    {"cut in the output",
     R"({"is_error": true, "output": "line 1\nline)",
     {.output = "line 1\nline", .is_error = true, .cut_off = true}},
    {"cut in an escape", R"({"output": "caf\u00e)", {.output = "caf", .cut_off = true}},
    {"cut after the output",
     R"({"output": "all of it", "state_no)",
     {.output = "all of it", .cut_off = true}},
    {"no form at all", "  total 0\n", {.output = "total 0", .in_form = false}},
    {"no form, fenced", "```\ntotal 0\n```", {.output = "total 0", .in_form = false}},
    {"JSON that is no reply", R"({"id": 7})", {.output = R"({"id": 7})", .in_form = false}},
    {"nothing", "", {.in_form = false}},
};

TEST(StepReply, IsReadLeniently) {
  for (const Case& each : cases) {
    SCOPED_TRACE(each.name);
    const StepReply reply = read_step_reply(each.text);
    EXPECT_EQ(reply.output, each.reply.output);
    EXPECT_EQ(reply.is_error, each.reply.is_error);
    EXPECT_EQ(reply.state_note, each.reply.state_note);
    EXPECT_EQ(reply.confidence, each.reply.confidence);
    EXPECT_EQ(reply.in_form, each.reply.in_form);
    EXPECT_EQ(reply.cut_off, each.reply.cut_off);
  }
}

TEST(StepReply, OfAnyPartOfAReplyIsNeverRawJson) {
  const std::string whole =
      R"({"output": "a \"b\" \u00e9\ud83d\ude00 c", "is_error": true, "state_note": "n"})";
  for (std::size_t size = whole.find(':') + 3; size < whole.size(); ++size) {
    const StepReply reply = read_step_reply(whole.substr(0, size));
    EXPECT_TRUE(reply.cut_off) << size;
    EXPECT_EQ(reply.output.find("output"), std::string::npos) << size;
    EXPECT_TRUE(std::string("a \"b\" \u00e9\U0001F600 c").starts_with(reply.output)) << size;
  }
}

}  // namespace
}  // namespace wmh::detail
