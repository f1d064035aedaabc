#include "tasks/plan.hpp"

#include "stable_hash.hpp"
#include "tasks/pattern.hpp"

#include <algorithm>

namespace terminal {

const Style* find_style(std::string_view name) noexcept {
  const auto found = std::find_if(styles.begin(), styles.end(),
                                  [&](const Style& each) { return each.name == name; });
  return found == styles.end() ? nullptr : &*found;
}

namespace {

void append(std::vector<Move>& to, const std::vector<Move>& moves) {
  to.insert(to.end(), moves.begin(), moves.end());
}

/// Nobody looks at the same thing twice before anything has changed.
void append_new(std::vector<Move>& to, const std::vector<Move>& moves) {
  for (const Move& each : moves)
    if (std::find(to.begin(), to.end(), each) == to.end()) to.push_back(each);
}

/// Two or three of the world's moves that this agent happens to be curious about.
void browse(std::vector<Move>& opening, const World& world, std::uint64_t dice) {
  const std::size_t count = std::min<std::size_t>(2 + dice % 2, world.browse.size());
  for (std::size_t i = 0; i < count; ++i)
    opening.push_back(world.browse[(dice / 2 + i) % world.browse.size()]);
}

std::vector<Move> make_opening(const World& world, const Task& task, const Style& style,
                               std::uint64_t dice) {
  std::vector<Move> opening;
  if (style.looks) opening.push_back(world.look[(dice >> 32) % world.look.size()]);
  if (style.browses) browse(opening, world, dice);
  if (style.looks && !style.browses) append_new(opening, task.look);
  if (!style.slips) return opening;
  if (!world.slips.empty()) opening.push_back(world.slips[dice % world.slips.size()]);
  append(opening, task.slips);
  return opening;
}

Move make_finish(const Goal& goal) {
  if (goal.proof.empty()) return Move{wmh::Action::tool_call("submit", {{"answer", "%<answer>"}})};
  Move proof{wmh::Action::tool_call("bash", {{"command", goal.proof}})};
  proof.expect = "^" + literal(goal.output) + "$";
  return proof;
}

}  // namespace

Plan make_plan(const World& world, const Task& task, const Style& style) {
  const std::uint64_t dice = stable_hash(task.id + "/" + std::string(style.name));
  Plan plan{make_opening(world, task, style, dice), {}, make_finish(task.goal)};
  const std::size_t first = style.is_sure ? 0 : dice % task.ways.size();
  for (std::size_t i = 0; i < task.ways.size(); ++i) {
    plan.ways.push_back(task.ways[(first + i) % task.ways.size()]);
    if (!style.verifies) continue;
    append(plan.ways.back(), task.check);
    if (!task.goal.proof.empty()) plan.ways.back().push_back(plan.finish);
  }
  return plan;
}

}  // namespace terminal
