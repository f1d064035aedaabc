#include "eval/html_steps.hpp"

#include <wmh/json.hpp>

#include "eval/html_text.hpp"
#include "eval/scored.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_text = 1500;  // characters of an observation
constexpr std::size_t most_words = 300;  // of what stands on a line

std::string action_text(const Action& action) {
  if (action.kind() == ActionKind::message) return clip_html(action.content(), most_words);
  return clip_html(to_text(json::value(action.arguments())), most_words);
}

std::string observation_block(std::string_view title, const Observation& observation) {
  return fmt::format("<div><h4>{}{}</h4><pre>{}</pre></div>", title,
                     observation.is_error ? " <em>error</em>" : "",
                     observation.content.empty() ? "<i class=cut>empty</i>"
                                                 : clip_html(observation.content, most_text));
}

std::string row(std::string_view name, const std::string& value) {
  return value.empty() ? "" : fmt::format("<dt>{}</dt><dd>{}</dd>", name, value);
}

std::string evidence_text(const Observation& predicted) {
  const auto* evidence = predicted.metadata.if_contains("evidence");
  if (!evidence || evidence->is_null()) return "none";
  return fmt::format("<code>{}</code>", clip_html(to_text(*evidence), most_words));
}

std::string confidence_text(const StepResult& step) {
  const auto stated = confidence_of(step.predicted);
  return stated ? fmt::format("{:.3f}", *stated) : "not stated";
}

std::string details_of(const LabelledStep& step) {
  const StepResult& result = *step.result;
  return "<dl>" +
         row("where", fmt::format("{}, step {} of <code>{}</code>", escape_html(step.label),
                                  result.step, escape_html(result.trace_id))) +
         row("task", clip_html(result.task.value_or(""), most_words)) +
         row("action", fmt::format("<code>{}</code>", action_text(result.action))) +
         row("confidence", confidence_text(result)) +
         row("evidence", evidence_text(result.predicted)) +
         row("critique", clip_html(result.verdict.critique, most_words)) + "</dl>\n";
}

}  // namespace

std::vector<LabelledStep> worst_first(const EvalReport& report) {
  std::vector<LabelledStep> steps;
  for (const auto& [label, file] : report.per_file)
    for (const StepResult& result : file.results)
      if (result.verdict.score < right_score) steps.push_back({label, &result});
  std::stable_sort(steps.begin(), steps.end(), [](const LabelledStep& a, const LabelledStep& b) {
    const auto badness = [](const LabelledStep& step) {
      return std::pair(step.result->verdict.score,
                       -confidence_of(step.result->predicted).value_or(0));
    };
    return badness(a) < badness(b);
  });
  return steps;
}

std::string step_card(const LabelledStep& step, bool open) {
  const StepResult& result = *step.result;
  return fmt::format(
      "<details{}><summary><b>{:.3f}</b> <span>{}</span> <small>{}</small></summary>\n{}"
      "<div class=pair>{}{}</div></details>\n",
      open ? " open" : "", result.verdict.score, escape_html(tool_of(result.action)),
      escape_html(scored(result).source), details_of(step),
      observation_block("actual", result.actual), observation_block("predicted", result.predicted));
}

}  // namespace detail
WMH_END_NAMESPACE
