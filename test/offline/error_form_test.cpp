#include "offline/error_form.hpp"

#include "offline/recorded.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using testing::call;
using testing::Row;

ErrorForm form_of(const std::vector<Row>& rows) {
  ErrorForm form;
  for (const Row& row : rows)
    form.add({testing::step_of(row), row.trace});
  return form;
}

std::string refusal(const std::vector<Row>& rows, const Action& action, const char* without = "") {
  const Observation observation = form_of(rows).refusal(action, without);
  EXPECT_TRUE(observation.is_error);
  return observation.content;
}

constexpr const char* nothing = "nothing is recorded of a tool named 'refund'";

TEST(ErrorForm, RefusesAsTheEnvironmentRefusesToolsThatItHasNot) {
  const std::vector<Row> rows{{"t0", call("get"), "fine"},
                              {"t0", call("gett"), "Error: no tool 'gett' here", "", true}};
  EXPECT_EQ(refusal(rows, call("refund")), "Error: no tool 'refund' here");
  EXPECT_EQ(refusal(rows, Action::message("hi")),
            "Error: nothing is recorded of how this environment answers a message");
}

TEST(ErrorForm, AToolThatOnceSucceededIsNotRefused) {
  const std::vector<Row> rows{{"t0", call("get"), "get failed", "", true},
                              {"t1", call("get"), "x"}};
  EXPECT_EQ(refusal(rows, call("refund")), nothing);
  EXPECT_EQ(refusal({rows[1], rows[0]}, call("refund")), nothing);
}

TEST(ErrorForm, KeepsTheBeginningThatErrorsHaveInCommon) {
  const std::vector<Row> rows{{"t0", call("get"), "Error: no order: 1", "", true},
                              {"t1", call("get"), "Error: no user: 2", "", true}};
  EXPECT_EQ(refusal(rows, call("refund")), std::string("Error: ") + nothing);
  const std::vector<Row> different{{"t0", call("get"), "one: 1", "", true},
                                   {"t1", call("get"), "two: 2", "", true}};
  EXPECT_EQ(refusal(different, call("refund")), nothing);
  EXPECT_EQ(refusal({}, call("refund")), nothing);
}

TEST(ErrorForm, DoesNotWordErrorsAsAnExcludedTraceDid) {
  const std::vector<Row> rows{{"t0", call("gett"), "Error: no tool 'gett' here", "", true}};
  EXPECT_EQ(refusal(rows, call("refund"), "t0"), nothing);
  EXPECT_EQ(refusal(rows, call("refund"), "t1"), "Error: no tool 'refund' here");
}

}  // namespace
}  // namespace wmh::detail
