#include "testbed/service.hpp"

#include "testbed/assignments.hpp"
#include "testbed/wire.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_open = 1024;

Result<Assignment> assignment_of(const json::object& request) {
  const auto given = member(request, "assignment");
  if (!given) return given.error();
  return assignment_from_json(**given);
}

Result<EnvState> state_of(const json::object& request) {
  const auto* given = request.if_contains("state");
  if (!given || given->is_null()) return EnvState{};
  return state_from_json(*given);
}

template <class Table, class Open>
Result<json::object> open(Table& table, const json::object& request, std::string_view what,
                          const Open& make) {
  const auto number = number_member(request, what);
  if (!number) return number.error();
  if (table.contains(*number))
    return Error(errc::invalid_argument, fmt::format("{} {} is open already", what, *number));
  if (table.size() == most_open)
    return Error(errc::limit_reached,
                 fmt::format("{} of \"{}\" are open; close one first", most_open, what));
  const auto assignment = assignment_of(request);
  if (!assignment) return assignment.error();
  auto made = make(*assignment);
  if (!made) return std::move(made).error();
  table.emplace(*number, std::move(*made));
  return json::object();
}

template <class Table>
Result<typename Table::mapped_type*> find(Table& table, const json::object& request,
                                          std::string_view what) {
  const auto number = number_member(request, what);
  if (!number) return number.error();
  const auto found = table.find(*number);
  if (found != table.end()) return &found->second;
  return Error(errc::not_found, fmt::format("{} {} is not open", what, *number));
}

template <class Table>
Result<json::object> close(Table& table, const json::object& request, std::string_view what) {
  if (const auto open = find(table, request, what); !open) return open.error();
  table.erase(*number_member(request, what));
  return json::object();
}

}  // namespace

Result<json::object> Service::answer(const json::object& request) {
  struct Entry {
    std::string_view what;
    Result<json::object> (Service::*run)(const json::object&);
  };
  static constexpr Entry table[] = {{"hello", &Service::hello},
                                    {"assignments", &Service::assignments},
                                    {"open_env", &Service::open_env},
                                    {"reset", &Service::reset},
                                    {"step", &Service::step},
                                    {"close_env", &Service::close_env},
                                    {"open_agent", &Service::open_agent},
                                    {"act", &Service::act},
                                    {"close_agent", &Service::close_agent},
                                    {"outcome", &Service::outcome}};
  const auto what = text_member(request, "do");
  if (!what) return what.error();
  for (const Entry& entry : table)
    if (*what == entry.what) return (this->*entry.run)(request);
  return Error(
      errc::invalid_argument,
      fmt::format("\"do\" must be a request of this protocol, not \"{}\"", what->value_or("")));
}

Result<json::object> Service::hello(const json::object&) {
  return json::object{{"protocol", protocol_version}, {"name", testbed_.name()}};
}

Result<json::object> Service::assignments(const json::object&) {
  const auto all = read_assignments(testbed_);
  if (!all) return all.error();
  json::array list;
  for (const Assignment& each : *all)
    list.push_back(to_json(each));
  return json::object{{"assignments", std::move(list)}};
}

Result<json::object> Service::open_env(const json::object& request) {
  return open(envs_, request, "env",
              [&](const Assignment& assignment) { return testbed_.open_env(assignment); });
}

Result<json::object> Service::open_agent(const json::object& request) {
  return open(agents_, request, "agent", [&](const Assignment& assignment) -> Result<OpenAgent> {
    auto agent = testbed_.open_agent(assignment);
    if (!agent) return std::move(agent).error();
    return OpenAgent{std::move(*agent)};
  });
}

Result<json::object> Service::reset(const json::object& request) {
  const auto env = find(envs_, request, "env");
  if (!env) return env.error();
  auto task = text_member(request, "task");
  if (!task) return std::move(task).error();
  auto seed = state_of(request);
  if (!seed) return std::move(seed).error();
  const auto state = (**env)->reset(SessionStart(std::move(*task), std::move(*seed)));
  if (!state) return state.error();
  return json::object{{"state", wmh::to_json(*state)}};
}

Result<json::object> Service::step(const json::object& request) {
  const auto env = find(envs_, request, "env");
  if (!env) return env.error();
  const auto given = member(request, "action");
  if (!given) return given.error();
  auto action = action_from_json(**given);
  if (!action) return std::move(action).error();
  const auto observation = (**env)->step(std::move(*action));
  if (!observation) return observation.error();
  json::object reply{{"observation", wmh::to_json(*observation)}};
  if (const auto state = (**env)->state()) reply["state"] = wmh::to_json(*state);
  return reply;
}

Result<json::object> Service::act(const json::object& request) {
  const auto open = find(agents_, request, "agent");
  if (!open) return open.error();
  const auto from = number_member(request, "from");
  if (!from) return from.error();
  if (*from > (*open)->history.size())
    return Error(errc::invalid_argument,
                 fmt::format("\"from\" is past the {} steps known", (*open)->history.size()));
  const auto given = member(request, "steps");
  if (!given) return given.error();
  auto steps = steps_from_json(**given);
  if (!steps) return std::move(steps).error();
  const auto task = text_member(request, "task");
  if (!task) return task.error();
  const auto state = state_of(request);
  if (!state) return state.error();
  auto& history = (*open)->history;
  history.resize(*from, Step{Action::message(std::nullopt)});
  std::move(steps->begin(), steps->end(), std::back_inserter(history));
  const auto action = (*open)->agent->act(*task, *state, history);
  if (!action) return action.error();
  return json::object{{"action", wmh::to_json(*action)}};
}

Result<json::object> Service::close_env(const json::object& request) {
  const auto env = find(envs_, request, "env");
  if (!env) return env.error();
  (**env)->close();
  return close(envs_, request, "env");
}
Result<json::object> Service::close_agent(const json::object& request) {
  return close(agents_, request, "agent");
}

Result<json::object> Service::outcome(const json::object& request) {
  const auto assignment = assignment_of(request);
  if (!assignment) return assignment.error();
  const auto given = member(request, "steps");
  if (!given) return given.error();
  const auto steps = steps_from_json(**given);
  if (!steps) return steps.error();
  return json::object{{"outcome", to_json(testbed_.outcome(*assignment, *steps))}};
}

}  // namespace detail
WMH_END_NAMESPACE
