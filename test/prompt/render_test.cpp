#include "prompt/render.hpp"

#include <wmh/json.hpp>

#include "support/shared.hpp"
#include "support/temp_dir.hpp"

namespace wmh {
namespace {

TEST(Render, StateAndActionEqualTheOriginal) {
  const auto file = testing::vectors() / "compat/render_state_action.json";
  WMH_REQUIRE_FOLDER(file);
  const json::value cases = parse_json(testing::read_text(file)).value();
  ASSERT_EQ(cases.as_array().size(), 8U);
  for (const json::value& item : cases.as_array()) {
    const auto state = state_from_json(item.at("state")).value();
    const auto action = action_from_json(item.at("action")).value();
    EXPECT_EQ(detail::render_state_action(state, action), item.at("state_action").as_string());
    EXPECT_EQ(detail::render_action_line(action), item.at("action_line").as_string());
  }
}

}  // namespace
}  // namespace wmh
