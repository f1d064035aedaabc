#include "testbed/serve.hpp"

#include "testbed/assignments.hpp"
#include "testbed/wire.hpp"

#include <fmt/format.h>

#include <istream>
#include <ostream>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_open = 1024;

/// The agent and what has happened to it so far; a request brings only what is new.
struct OpenAgent {
  std::unique_ptr<Agent> agent;
  std::vector<Step> history{};
};

class Service {
 public:
  explicit Service(Testbed& testbed) : testbed_(testbed) {}

  Result<json::object> answer(const json::object& request) {
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

 private:
  Result<json::object> hello(const json::object&) {
    return json::object{{"protocol", protocol_version}, {"name", testbed_.name()}};
  }

  Result<json::object> assignments(const json::object&) {
    const auto all = read_assignments(testbed_);
    if (!all) return all.error();
    json::array list;
    for (const Assignment& each : *all)
      list.push_back(to_json(each));
    return json::object{{"assignments", std::move(list)}};
  }

  Result<json::object> open_env(const json::object& request) {
    return open(envs_, request, "env",
                [&](const Assignment& assignment) { return testbed_.open_env(assignment); });
  }

  Result<json::object> open_agent(const json::object& request) {
    return open(agents_, request, "agent", [&](const Assignment& assignment) -> Result<OpenAgent> {
      auto agent = testbed_.open_agent(assignment);
      if (!agent) return std::move(agent).error();
      return OpenAgent{std::move(*agent)};
    });
  }

  Result<json::object> reset(const json::object& request) {
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

  Result<json::object> step(const json::object& request) {
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

  Result<json::object> act(const json::object& request) {
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

  Result<json::object> close_env(const json::object& request) {
    const auto env = find(envs_, request, "env");
    if (!env) return env.error();
    (**env)->close();
    return close(envs_, request, "env");
  }
  Result<json::object> close_agent(const json::object& request) {
    return close(agents_, request, "agent");
  }

  Result<json::object> outcome(const json::object& request) {
    const auto assignment = assignment_of(request);
    if (!assignment) return assignment.error();
    const auto given = member(request, "steps");
    if (!given) return given.error();
    const auto steps = steps_from_json(**given);
    if (!steps) return steps.error();
    return json::object{{"outcome", to_json(testbed_.outcome(*assignment, *steps))}};
  }

  static Result<Assignment> assignment_of(const json::object& request) {
    const auto given = member(request, "assignment");
    if (!given) return given.error();
    return assignment_from_json(**given);
  }

  static Result<EnvState> state_of(const json::object& request) {
    const auto* given = request.if_contains("state");
    if (!given || given->is_null()) return EnvState{};
    return state_from_json(*given);
  }

  template <class Table, class Open>
  static Result<json::object> open(Table& table, const json::object& request, std::string_view what,
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
  static Result<typename Table::mapped_type*> find(Table& table, const json::object& request,
                                                   std::string_view what) {
    const auto number = number_member(request, what);
    if (!number) return number.error();
    const auto found = table.find(*number);
    if (found != table.end()) return &found->second;
    return Error(errc::not_found, fmt::format("{} {} is not open", what, *number));
  }

  template <class Table>
  static Result<json::object> close(Table& table, const json::object& request,
                                    std::string_view what) {
    if (const auto open = find(table, request, what); !open) return open.error();
    table.erase(*number_member(request, what));
    return json::object();
  }

  Testbed& testbed_;
  std::map<std::size_t, std::unique_ptr<Env>> envs_{};
  std::map<std::size_t, OpenAgent> agents_{};
};

enum class Line { read, too_long, end };

/// A line that is too long is read to its end, for the next one to be understood.
Line read_line(std::istream& in, std::string& line) {
  line.clear();
  bool too_long = false;
  for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
    if (c == '\n') return too_long ? Line::too_long : Line::read;
    too_long = too_long || line.size() == most_line_bytes;
    if (!too_long) line.push_back(static_cast<char>(c));
  }
  return line.empty() ? Line::end : Line::read;
}

Result<json::object> answer_to(Service& service, const std::string& line) {
  auto request = parse_json(line);
  if (!request) return std::move(request).error();
  if (const auto* object = request->if_object()) return service.answer(*object);
  return Error(errc::invalid_argument, "a request is a JSON object on one line");
}

}  // namespace

void serve(Testbed& testbed, std::istream& in, std::ostream& out) {
  Service service(testbed);
  std::string line;
  for (;;) {
    const Line got = read_line(in, line);
    if (got == Line::end) return;
    const auto answer =
        got == Line::read
            ? answer_to(service, line)
            : Result<json::object>(
                  Error(errc::limit_reached,
                        fmt::format("a request must have less than {} bytes", most_line_bytes)));
    const json::object reply = answer ? *answer : json::object{{"error", answer.error().message()}};
    out << to_text(reply) << std::endl;
    if (!out) return;
  }
}

}  // namespace detail
WMH_END_NAMESPACE
