#include "llm/report_waits.hpp"

#include "support/event_log.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using testing::EventLog;
using testing::KeptEvent;

WaitEvent wait_of(WaitEvent::Cause cause) {
  WaitEvent wait;
  wait.cause = cause;
  wait.origin = "https://a.b";
  wait.duration = std::chrono::milliseconds(1500);
  wait.attempts = 2;
  wait.status = 429;
  wait.message = "https://a.b answered 429";
  return wait;
}

TEST(ReportWaits, TellsEverything) {
  const auto log = std::make_shared<EventLog>();
  report_waits(log)(wait_of(WaitEvent::Cause::retry));
  ASSERT_EQ(log->events().size(), 1U);
  const KeptEvent event = log->events()[0];
  EXPECT_EQ(event.name, "wmh.provider.wait");
  EXPECT_EQ(event.severity, Severity::warning);
  const std::map<std::string, KeptEvent::Value> fields = {{"origin", "https://a.b"},
                                                          {"cause", "retry"},
                                                          {"seconds", 1.5},
                                                          {"attempts", std::int64_t{2}},
                                                          {"status", std::int64_t{429}},
                                                          {"message", "https://a.b answered 429"}};
  EXPECT_EQ(event.fields, fields);
}

TEST(ReportWaits, TurnsAreForDebugging) {
  const auto log = std::make_shared<EventLog>();
  const auto tell = report_waits(log);
  tell(wait_of(WaitEvent::Cause::turn));
  tell(wait_of(WaitEvent::Cause::pause));
  ASSERT_EQ(log->events().size(), 2U);
  EXPECT_EQ(log->events()[0].severity, Severity::debug);
  EXPECT_EQ(log->events()[1].severity, Severity::warning);
  EXPECT_EQ(log->events()[1].fields.at("cause"), KeptEvent::Value("pause"));
}

TEST(ReportWaits, IsSilentWhereNobodyListens) {
  EXPECT_FALSE(report_waits(nullptr));
  const auto deaf = std::make_shared<EventLog>(Severity::error);
  report_waits(deaf)(wait_of(WaitEvent::Cause::retry));
  EXPECT_TRUE(deaf->events().empty());
}

}  // namespace
}  // namespace wmh::detail
