#include <wmh/json.hpp>
#include <wmh/metering.hpp>
#include <wmh/testing/matchers.hpp>

namespace wmh {
namespace {

using testing::FailsWith;
using testing::IsOk;
using testing::MessageHas;

MeterReport some_report() {
  MeterReport report;
  Spending& total = report.total;
  total = {.calls = 3, .failed_calls = 1, .cost_usd = 0.25, .unpriced_calls = 1, .seconds = 1.5};
  total.tokens = {.input_tokens = 100,
                  .output_tokens = 20,
                  .cache_read_tokens = 50,
                  .cache_write_tokens = 9,
                  .long_cache_write_tokens = 4,
                  .reasoning_tokens = 7};
  report.by_phase["judge"] = total;
  report.by_model["m-1"] = {.calls = 2, .cost_usd = 0.25};
  return report;
}

TEST(MeterJson, HasAllParts) {
  const json::object out = to_json(some_report());
  const json::object& total = out.at("total").as_object();
  EXPECT_EQ(to_text(total), R"({"calls":3,"failed_calls":1,"unpriced_calls":1,"input_tokens":100,)"
                            R"("output_tokens":20,"cache_read_tokens":50,"cache_write_tokens":9,)"
                            R"("long_cache_write_tokens":4,"reasoning_tokens":7,"cost_usd":null,)"
                            R"("known_cost_usd":0.25,"seconds":1.5})");
  EXPECT_EQ(out.at("by_model").at("m-1").at("cost_usd").as_double(), 0.25);
  EXPECT_EQ(out.at("by_phase").at("judge").at("calls").as_int64(), 3);
}

TEST(MeterJson, ComesBackAsItWas) {
  const json::value written = to_json(some_report());
  const auto read = meter_report_from_json(parse_json(to_text(written)).value());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(json::value(to_json(*read)), written);
  EXPECT_EQ(read->total.unpriced_calls, 1);
}

TEST(MeterJson, TakesWhatIsAbsentForZero) {
  const auto read = meter_report_from_json(parse_json(R"({"total":{"cost_usd":1}})").value());
  ASSERT_THAT(read, IsOk());
  EXPECT_EQ(read->total.calls, 0);
  EXPECT_EQ(read->total.cost_usd, 1);
  EXPECT_TRUE(read->by_model.empty());
}

TEST(MeterJson, NamesWhatIsWrong) {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"[]", "an object with a total"},
      {"{}", "an object with a total"},
      {R"({"total":7})", "a part is not an object"},
      {R"({"total":{"calls":-1}})", "total: spending: calls"},
      {R"({"total":{"calls":"3"}})", "calls"},
      {R"({"total":{"seconds":-1}})", "seconds"},
      {R"({"total":{"known_cost_usd":true}})", "known_cost_usd"},
      {R"({"total":{},"by_model":[]})", "by_model: spending: a list of parts"},
      {R"({"total":{},"by_phase":{"judge":{"calls":0.5}}})", "by_phase: judge: spending: calls"},
  };
  for (const auto& [text, problem] : table) {
    const auto read = meter_report_from_json(parse_json(text).value());
    EXPECT_THAT(read, FailsWith(errc::invalid_argument)) << text;
    EXPECT_THAT(read, MessageHas(std::string(problem))) << text;
  }
}

}  // namespace
}  // namespace wmh
