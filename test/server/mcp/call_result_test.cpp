#include "mcp/call_result.hpp"

#include <wmh/json.hpp>

#include <gtest/gtest.h>

namespace wmh::mcp {
namespace {

TEST(CallResult, IsTheObservationAsItIs) {
  Observation observation{.content = "{\"a\":  1}\n"};
  EXPECT_EQ(to_text(call_result(observation)),
            R"({"content":[{"type":"text","text":"{\"a\":  1}\n"}],"isError":false})");
  observation.is_error = true;
  observation.metadata = {{"source", "recorded"}, {"confidence", 0.5}, {"state_note", "x"}};
  EXPECT_EQ(to_text(call_result(observation).at("_meta")),
            R"({"wmh/source":"recorded","wmh/confidence":0.5})");
  EXPECT_TRUE(call_result(observation).at("isError").as_bool());
}

TEST(CallResult, TellsAFailureFromAnError) {
  const json::object result = failed_call(
      Error(errc::rate_limited, "too many requests").with_retry_after(std::chrono::seconds(2)));
  EXPECT_TRUE(result.at("isError").as_bool());
  EXPECT_EQ(result.at("content").at(0).at("text").as_string(),
            "The call was not answered and has changed nothing: too many requests.");
  EXPECT_EQ(result.at("_meta").at("wmh/retry_after_ms").as_int64(), 2000);
  EXPECT_TRUE(result.at("_meta").at("wmh/failure").is_string());
  EXPECT_EQ(failed_call(Error(errc::io, "t.\xff")).at("content").at(0).at("text").as_string(),
            "The call was not answered and has changed nothing: t.\uFFFD.");
}

}  // namespace
}  // namespace wmh::mcp
