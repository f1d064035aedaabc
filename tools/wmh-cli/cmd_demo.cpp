#include <wmh/json.hpp>
#include <wmh/store.hpp>

#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "language.hpp"
#include "models.hpp"
#include "observation_text.hpp"
#include "options.hpp"
#include "replay.hpp"
#include "text.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

constexpr Option steps{.name = "steps",
                       .placeholder = "N",
                       .help = "Replay at most so many steps.",
                       .fallback = "5",
                       .takes = Takes::whole,
                       .least = 1,
                       .most = 10000};
constexpr Option trace{
    .name = "trace", .placeholder = "ID", .help = "The trace to replay. Without it one is drawn."};

constexpr std::size_t most_lines = 6;  // of one observation
constexpr std::size_t indent = 3;

json::value to_json(const Replay& replay, const std::filesystem::path& model) {
  json::array rows;
  for (const ReplayedStep& step : replay.steps)
    rows.push_back({{"step", step.recorded->index},
                    {"action", to_json(step.recorded->step.action)},
                    {"recorded", to_json(step.recorded->step.observation)},
                    {"predicted", to_json(step.predicted)},
                    {"exact", step.exact}});
  return json::object{{"model", model.filename().string()},
                      {"trace_id", replay.trace_id},
                      {"steps", std::move(rows)},
                      {"exact", replay.exact},
                      {"total", replay.steps.size()}};
}

/// An observation as a column: a title, then its first lines.
std::vector<std::string> column_of(std::string_view title, const Observation& observation,
                                   std::size_t width) {
  std::vector<std::string> lines = {
      fmt::format("{}{}", title, observation.is_error ? " (error)" : "")};
  const std::string text = observation.content.empty() ? "(empty)" : printable(observation.content);
  for (const std::string& line : wrap(text, width)) {
    if (lines.size() > most_lines) {
      lines.back() = shorten(lines.back() + " …", width);
      break;
    }
    lines.push_back(line);
  }
  return lines;
}

void show_side_by_side(const ReplayedStep& step, Console& console) {
  const std::size_t width = (std::max<std::size_t>(console.width(), 40) - 2 * indent) / 2;
  const auto left = column_of("recorded", step.recorded->step.observation, width);
  const auto right = column_of("predicted", step.predicted, width);
  const std::string gap(indent, ' ');
  for (std::size_t i = 0; i < std::max(left.size(), right.size()); ++i) {
    const std::string one = pad_right(i < left.size() ? left[i] : "", width);
    const std::string other = i < right.size() ? right[i] : "";
    std::string line = fmt::format("{0}{1}{0}{2}", gap, one, other);
    line.erase(line.find_last_not_of(' ') + 1);
    console.text(i == 0 ? console.paint(Colour::dim, line) : line);
  }
}

void show(const ReplayedStep& step, Console& console) {
  const std::string head = fmt::format("{:<{}}{}", step.recorded->index, indent,
                                       action_text(step.recorded->step.action));
  console.text();
  console.text(console.paint(Colour::bold, shorten(head, console.width())));
  show_side_by_side(step, console);
  const std::string verdict =
      step.exact ? console.paint(Colour::green, "exact") : console.paint(Colour::yellow, "differs");
  console.text(fmt::format("{}{}, {}", std::string(indent, ' '), verdict,
                           shorten(evidence_text(step.predicted), console.width() - 12)));
}

void show(const Replay& replay, const ModelInfo& model, const std::string& provider,
          Console& console) {
  console.text(fmt::format("model: {}", model.name));
  console.text(provider);
  console.text(
      replay.trace_id.empty()
          ? "trace: not recorded; the steps below are kept from the model"
          : fmt::format("trace: {}, which is kept from the model", one_line(replay.trace_id)));
  if (const auto& task = replay.steps.front().recorded->step.task)
    console.text(shorten("task: " + one_line(*task), console.width()));
  for (const ReplayedStep& step : replay.steps)
    show(step, console);
  console.text();
  console.text(fmt::format("{} of {} predictions are exact", replay.exact, replay.steps.size()));
}

/// A language model in front of the recordings that the demo leaves it.
PlaysWith player(const std::filesystem::path& model, Language& language) {
  if (language.offline()) return {};
  return [&language,
          model](std::shared_ptr<Predictor> recordings) -> Result<std::shared_ptr<Predictor>> {
    auto options = llm_options(model);
    if (!options) return std::move(options).error();
    auto embedder = language.embedder_of(model);
    if (!embedder) return std::move(embedder).error();
    auto demonstrations = load_replay_buffer(model, std::move(*embedder));
    if (!demonstrations) return std::move(demonstrations).error();
    return make_llm_predictor(language.serving(), std::move(*demonstrations), std::move(recordings),
                              language.tuned(std::move(*options)));
  };
}

int run(const Arguments& arguments, Console& console) {
  const auto model = choose_model(arguments, console);
  if (!model) return fail(console, model.error());
  const auto built_for = provider_options(*model);
  if (!built_for) return fail(console, built_for.error());
  const auto language = Language::open(arguments, console, *built_for);
  if (!language) return fail(console, language.error());
  ReplayChoice choice;
  choice.trace_id = arguments.text(trace);
  choice.steps = arguments.whole(steps);
  choice.seed = arguments.whole(opt::seed);
  const auto replay = replay_recording(*model, choice, player(*model, **language));
  if (!replay) return fail(console, replay.error());
  console.json(to_json(*replay, *model));
  show(*replay, info_of(arguments, *model), (*language)->line(), console);
  for (const std::string& line : spending_lines((*language)->meter()->report()))
    console.text(line);
  return exit_ok;
}

constexpr std::array<const Option*, 4> own{&opt::model, &steps, &trace, &opt::seed};
constexpr auto options = opt::join(own, opt::language, opt::common);
constexpr Example examples[] = {
    {"wmh demo", "Five steps of a trace, recorded beside predicted."},
    {"wmh demo --name airline --seed 7 --steps 20", "Another trace, more of it."}};

}  // namespace

const Command demo_command{
    .name = "demo",
    .summary = "Replay a recorded trace: what happened beside what the model predicts.",
    .details =
        "Each recorded action is predicted after its recorded beginning, and never from the "
        "trace it is of, so that this is no mere echo. Every answer says what it came from.",
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
