#include "ingest/json_repair.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

struct Case {
  std::string_view text;
  std::string_view repaired;
};

TEST(RepairJson, MendsWhatPythonTakesAndLeavesTheRest) {
  const Case cases[] = {
      {R"(["\ud800"])", R"(["\ufffd"])"},
      {R"(["\udc00x"])", R"(["\ufffdx"])"},
      {R"(["\ud800\ud800"])", R"(["\ufffd\ufffd"])"},
      {R"(["\ud83d\ude00"])", R"(["\ud83d\ude00"])"},
      {R"(["\\ud800"])", R"(["\\ud800"])"},
      {R"(["\ud8)", R"(["\ud8)"},
      {"[\"\xff\xc3\"]", "[\"\xef\xbf\xbd\xef\xbf\xbd\"]"},
      {"[\"\xed\xa0\x80\"]", "[\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"]"},
      {"[\"\xc3\xa9\"]", "[\"\xc3\xa9\"]"},
      {"[NaN,Infinity,-Infinity]", "[null,null,null]"},
      {"[\"NaN\"]", "[\"NaN\"]"},
      {"[18446744073709551616,-9223372036854775809]",
       "[18446744073709551616.0,-9223372036854775809.0]"},
      {"[18446744073709551615,-9223372036854775808]",
       "[18446744073709551615,-9223372036854775808]"},
      {"[1e400,-1e400,1e-400,1.5e300]", "[null,null,0.0,1.5e300]"},
      {"[1-2,-,Nan,01]", "[1-2,-,Nan,01]"},
      {"", ""},
      {"\"\\", "\"\\"},
  };
  for (const auto& [text, repaired] : cases)
    EXPECT_EQ(repair_json(text), repaired) << text;
  EXPECT_EQ(repair_json("[1" + std::string(400, '0') + "]"), "[null]");
}

}  // namespace
}  // namespace wmh::detail
