#include <wmh/json.hpp>
#include <wmh/store.hpp>

#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "language.hpp"
#include "line_editor.hpp"
#include "models.hpp"
#include "observation_text.hpp"
#include "open_model.hpp"
#include "options.hpp"
#include "play_line.hpp"
#include "text.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr Option task{.name = "task", .placeholder = "TEXT", .help = "What the session is about."};

constexpr std::string_view grammar =
    "NAME {\"key\": value}  call a tool; NAME alone calls it without arguments\n"
    "say TEXT             say something; so does any line that is no call\n"
    ":state               task, turns and notes of the session\n"
    ":score               let the language model judge the session so far\n"
    ":usage               what the session has used\n"
    ":help                this text\n"
    ":quit                end; so do Ctrl-D and Ctrl-C";

/// One session at the keyboard or on a pipe.
class Play {
 public:
  Play(WorldModel model, SessionId session, Console& console)
      : model_(std::move(model)), session_(std::move(session)), console_(console) {}

  /// Answers one line. False when it ends the session.
  bool answer(std::string_view line) {
    ++line_;
    PlayLine wanted = parse_play_line(line);
    switch (wanted.kind) {
      case PlayLine::Kind::blank:
        return true;
      case PlayLine::Kind::quit:
        return false;
      case PlayLine::Kind::help:
        console_.prompt(grammar);
        return true;
      case PlayLine::Kind::state:
        return show_state(), true;
      case PlayLine::Kind::score:
        return score(), true;
      case PlayLine::Kind::usage:
        return show_usage(), true;
      case PlayLine::Kind::act:
        return step(std::move(*wanted.action)), true;
      case PlayLine::Kind::unreadable:
        return complain("parse error: " + wanted.problem), true;
    }
    return true;
  }

  std::size_t failed() const noexcept { return failed_; }

 private:
  void complain(std::string_view problem) {
    ++failed_;
    const std::string where = console_.interactive() ? "" : fmt::format("line {}: ", line_);
    console_.error(where + std::string(problem));
  }

  void step(Action action) {
    json::object row{{"action", to_json(action)}};
    const auto observation = model_.step(session_, std::move(action));
    if (!observation) return complain("step failed: " + observation.error().message());
    row["observation"] = to_json(*observation);
    console_.json(row);
    show(*observation);
  }

  void show(const Observation& observation) {
    const Colour colour = observation.is_error ? Colour::red : Colour::green;
    const std::string evidence = evidence_text(observation);
    console_.text(
        fmt::format("{}{}", console_.paint(colour, observation.is_error ? "error" : "ok"),
                    evidence.empty() ? "" : console_.paint(Colour::dim, "  " + evidence)));
    const std::string text = printable(observation.content);
    const bool blank = text.find_first_not_of(" \t\n") == std::string::npos;
    console_.text(blank ? "(empty)" : text);
  }

  void score() {
    const auto verdict = model_.score_session(session_);
    if (!verdict) return complain("score failed: " + verdict.error().message());
    json::array rewards(verdict->step_rewards.begin(), verdict->step_rewards.end());
    console_.json({{"reward", verdict->reward},
                   {"success", verdict->success},
                   {"critique", verdict->critique},
                   {"step_rewards", std::move(rewards)},
                   {"valid", verdict->valid}});
    if (!verdict->valid) return complain("the judge gave no judgement: " + verdict->critique);
    console_.text(fmt::format("reward {:.2f}, {}", verdict->reward,
                              verdict->success ? "success" : "no success"));
    console_.text(printable(verdict->critique));
  }

  void show_usage() {
    const auto usage = model_.session_usage(session_);
    if (!usage) return complain(usage.error().message());
    console_.json(to_json(*usage));
    console_.text(usage_line(*usage));
  }

  void show_state() {
    const auto session = model_.session(session_);
    if (!session) return complain(session.error().message());
    json::object state{
        {"task", nullptr}, {"turns", session->steps_taken}, {"state", to_json(session->state)}};
    if (session->task) state["task"] = *session->task;
    console_.json(state);
    console_.text(fmt::format("task: {}", session->task ? printable(*session->task) : "-"));
    console_.text(fmt::format("turns: {}", session->steps_taken));
    const std::string& notes = session->state.scratchpad;
    console_.text(notes.empty() ? "scratchpad: (empty)" : "scratchpad:\n" + printable(notes));
  }

  WorldModel model_;
  SessionId session_;
  Console& console_;
  std::size_t line_ = 0;
  std::size_t failed_ = 0;
};

void play_on_terminal(Play& play, const std::string& name, Console& console) {
  LineEditor editor(console, name + "> ", state_file("play_history"));
  console.notice("a tool call, say TEXT, :help or :quit");
  while (const auto line = editor.read())
    if (!play.answer(*line) || !console.flush()) break;
  console.notice("bye");
}

/// Each answer is written out at once, for whoever drives the other end of the pipe.
void play_on_pipe(Play& play, Console& console) {
  while (const auto line = console.read_line())
    if (!play.answer(*line) || !console.flush()) break;
}

int play_session(Play& play, const std::string& name, Console& console) {
  if (console.interactive() && console.setup().out_terminal) {
    play_on_terminal(play, name, console);
    return exit_ok;
  }
  play_on_pipe(play, console);
  return play.failed() == 0 ? exit_ok : exit_failed;
}

int run(const Arguments& arguments, Console& console) {
  const auto folder = choose_model(arguments, console);
  if (!folder) return fail(console, folder.error());
  const auto built_for = provider_options(*folder);
  if (!built_for) return fail(console, built_for.error());
  auto language = Language::open(arguments, console, *built_for);
  if (!language) return fail(console, language.error());
  auto model = open_model(*folder, **language);
  if (!model) return fail(console, model.error());
  const auto session = model->new_session(SessionStart(arguments.optional(task)));
  if (!session) return fail(console, session.error());
  console.notice((*language)->line());
  Play play(*model, session->id, console);
  const int code = play_session(play, folder->filename().string(), console);
  const auto usage = model->end_session(session->id);
  if (usage && !(*language)->offline()) console.notice(usage_line(*usage));
  keep_record(arguments, **language, console);
  return code;
}

constexpr std::array<const Option*, 2> own{&opt::model, &task};
constexpr auto options = opt::join(own, opt::language, opt::common);
constexpr Example examples[] = {
    {"wmh play --name airline --task 'rebook my flight'", "Be the agent, at the keyboard."},
    {"printf 'get_user {\"id\": 1}\\nsay thanks\\n' | wmh play --name airline --json",
     "Be the agent in a script: one JSON object a line."}};

}  // namespace

const Command play_command{
    .name = "play",
    .summary = "Step a world model by hand.",
    .details =
        "Each line is an action: a tool call NAME {json}, or say TEXT; :state shows the session, "
        ":usage what it took, :score judges it, :help the grammar, :quit ends. On a terminal lines "
        "can be edited and are remembered. On a "
        "pipe there is no prompt, a line that fails is told and the next one read, and the exit "
        "code is 1 when any failed.",
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
