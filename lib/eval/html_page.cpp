#include <wmh/eval.hpp>

#include "eval/html_charts.hpp"
#include "eval/html_steps.hpp"
#include "eval/html_style.hpp"
#include "eval/html_tables.hpp"
#include "eval/html_text.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string title_of(const EvalSuite& suite) {
  if (!suite.title.empty()) return suite.title;
  if (!suite.id.empty()) return suite.id;
  return "Evaluation";
}

std::string header(const EvalReport& report, const EvalSuite& suite) {
  std::string out = fmt::format("<header><h1>{}</h1>", escape_html(title_of(suite)));
  if (!suite.description.empty()) out += fmt::format("<p>{}</p>", escape_html(suite.description));
  return out + fmt::format("<p class=soft>{} · run <code>{}</code></p></header>\n",
                           escape_html(report.started_at), escape_html(report.run_id));
}

std::string tile(std::string_view value, std::string_view words, bool main = false) {
  return fmt::format("<div{}><b>{}</b><span class=soft>{}</span></div>\n",
                     main ? " class=main" : "", value, words);
}

std::string tiles(const EvalReport& report) {
  const Calibration& stated = report.confidence.calibration;
  const RiskCoverage& risk = report.confidence.risk_coverage;
  std::string out = "<section class=tiles>\n";
  out += tile(
      fmt::format("{:.3f} <small>± {:.3f}</small>", report.overall_fidelity, report.overall_std),
      fmt::format("fidelity: mean {} score of {} held-out steps", escape_html(report.judge),
                  report.total_steps),
      true);
  out += tile(fmt::format("{:.1f} %", 100 * report.breakdown.all.right),
              fmt::format("right: a score from {}", right_score));
  out += tile(fmt::format("{:.1f} %", 100 * report.breakdown.all.exact), "exactly equal");
  if (stated.steps > 0) {
    out += tile(fmt::format("{:.3f}", stated.expected_error), "calibration error (ECE)");
    out += tile(fmt::format("{:.3f}", risk.area),
                fmt::format("AURC; {:.3f} without a ranking", risk.area_unranked));
  }
  if (const Spending& spent = report.spending.total; spent.calls > 0)
    out += tile(spent.cost() ? fmt::format("${:.4f}", *spent.cost()) : "cost unknown",
                fmt::format("{} calls, {} tokens in, {} out", spent.calls,
                            spent.tokens.input_tokens, spent.tokens.output_tokens));
  if (report.failed_steps > 0)
    out += tile(fmt::format("{}", report.failed_steps), "steps without a score");
  return out + "</section>\n";
}

std::string setting(std::string_view name, std::string_view value) {
  return fmt::format("<dt>{}</dt><dd>{}</dd>\n", name, escape_html(value));
}

std::string files_of(const EvalSuite& suite) {
  std::string files;
  for (const auto& file : suite.files)
    files += (files.empty() ? "" : ", ") + file.string();
  return files;
}

/// In short on a line; the rest opens.
std::string settings(const EvalReport& report, const EvalSuite& suite) {
  const std::string_view by = suite.split.by == SplitBy::task ? "task" : "trace";
  const bool all = suite.sample_turns == SampleTurns::all;
  std::string out = fmt::format(
      "<details><summary>Settings <small>{} judge, {} of the traces learned from, split by {}"
      "</small></summary>\n<dl>\n",
      escape_html(report.judge), suite.split.train, by);
  out += setting("provider", report.provider);
  if (report.model != report.provider) out += setting("model", report.model);
  out += setting("files", files_of(suite));
  out += setting("judge", report.judge);
  out += setting("train split", fmt::format("{} by {}", suite.split.train, by));
  out += setting("steps scored", all ? "all of a trace" : "five of a trace");
  out += setting("seed", fmt::format("{}", suite.seed));
  out += setting("top k", fmt::format("{}", suite.top_k));
  out += setting("embedding", fmt::format("{} numbers", suite.embed_dim));
  out += setting("recorded steps shown", suite.rag ? "yes" : "no");
  out += setting("prompt", suite.prompt.empty() ? "built in" : suite.prompt.string());
  return out + "</dl></details>\n";
}

std::string charts(const EvalReport& report) {
  std::vector<double> scores;
  for (const auto& [label, file] : report.per_file)
    for (const StepResult& step : file.results)
      scores.push_back(step.verdict.score);
  return "<section class=charts>\n" + score_histogram(scores) +
         reliability_diagram(report.confidence.calibration) +
         coverage_chart(report.confidence.risk_coverage) + "</section>\n";
}

std::string tables(const EvalReport& report) {
  return "<h2>By source</h2>\n" + source_table(report.breakdown, report.confidence) +
         "<h2>By tool</h2>\n<p class=soft>The last columns: fidelity and steps of what each source "
         "answered.</p>\n" +
         tool_table(report.breakdown) + "<h2>By file</h2>\n" + file_table(report.per_file);
}

std::string worst(const EvalReport& report, std::size_t most) {
  constexpr std::size_t open = 3;
  const std::vector<LabelledStep> steps = worst_first(report);
  std::string out = "<h2>Worst steps</h2>\n";
  if (steps.empty()) return out + "<p class=soft>Every step was right.</p>\n";
  const std::size_t shown = std::min(most, steps.size());
  out += fmt::format("<p class=soft>{} of the {} that were not right.</p>\n", shown, steps.size());
  for (std::size_t i = 0; i < shown; ++i)
    out += step_card(steps[i], i < open);
  return out;
}

constexpr std::string_view head =
    "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
    "<meta name=viewport content=\"width=device-width, initial-scale=1\">\n"
    "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n";

}  // namespace
}  // namespace detail

std::string to_html(const EvalReport& report, const EvalSuite& suite, std::size_t worst) {
  std::string out(detail::head);
  out += fmt::format("<title>{}: fidelity {:.3f}</title>\n",
                     detail::escape_html(detail::title_of(suite)), report.overall_fidelity);
  out += fmt::format("<style>{}</style>\n</head>\n<body><main>\n", detail::html_style);
  out += detail::header(report, suite);
  out += detail::tiles(report);
  out += detail::settings(report, suite);
  out += detail::charts(report);
  out += detail::tables(report);
  out += detail::worst(report, worst);
  return out + "</main></body>\n</html>\n";
}

Result<Done> write_html(const std::filesystem::path& file, const EvalReport& report,
                        const EvalSuite& suite) {
  return detail::write_file_atomic(file, to_html(report, suite));
}

WMH_END_NAMESPACE
