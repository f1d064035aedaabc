#include "api/eval_query.hpp"

#include "api/router.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace wmh::server {
namespace {

/// False for what is no number.
bool read_bound(std::string_view query, std::string_view name, double& bound, bool& given) {
  const auto text = query_value(query, name);
  if (!text) return true;
  given = true;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), bound);
  return problem == std::errc() && end == text->data() + text->size() && std::isfinite(bound);
}

bool read_range(std::string_view query, std::string_view name, EvalQuery::Range& range) {
  return read_bound(query, fmt::format("{}_from", name), range.from, range.given) &&
         read_bound(query, fmt::format("{}_to", name), range.to, range.given);
}

bool read_order(std::string_view query, EvalQuery::Order& order) {
  const std::string word = query_value(query, "order").value_or("recorded");
  if (word == "worst") order = EvalQuery::Order::worst;
  if (word == "best") order = EvalQuery::Order::best;
  return word == "recorded" || word == "worst" || word == "best";
}

bool fits(const EvalStep& step, const EvalQuery& query) {
  if (query.file && step.file != *query.file) return false;
  if (query.tool && step.tool != *query.tool) return false;
  if (query.source && step.source != *query.source) return false;
  if (query.score.given && !query.score.holds(step.score)) return false;
  if (!query.confidence.given) return true;
  return step.confidence && query.confidence.holds(*step.confidence);
}

/// Of equal scores the surer one is the more telling mistake.
void sort_by(EvalQuery::Order order, std::vector<const EvalStep*>& steps) {
  if (order == EvalQuery::Order::recorded) return;
  const double sign = order == EvalQuery::Order::worst ? 1 : -1;
  std::stable_sort(steps.begin(), steps.end(), [sign](const EvalStep* a, const EvalStep* b) {
    if (a->score != b->score) return sign * a->score < sign * b->score;
    return a->confidence.value_or(0) > b->confidence.value_or(0);
  });
}

}  // namespace

Result<EvalQuery> read_eval_query(std::string_view query) {
  EvalQuery read;
  const auto bad = [](std::string_view what) {
    return Error(errc::invalid_argument, std::string(what));
  };
  read.file = query_value(query, "file");
  read.tool = query_value(query, "tool");
  read.source = query_value(query, "source");
  if (!read_range(query, "score", read.score) || !read_range(query, "confidence", read.confidence))
    return bad("score_from, score_to, confidence_from and confidence_to take numbers");
  if (!read_order(query, read.order)) return bad("order is one of recorded, worst, best");
  const auto from = query_number(query, "from", 0);
  const auto limit = query_number(query, "limit", read.limit);
  if (!from || !limit) return bad("from and limit take whole numbers");
  read.from = *from;
  read.limit = std::min(*limit, EvalQuery::most);
  return read;
}

json::object page_of(const std::vector<EvalStep>& steps, const EvalQuery& query) {
  std::vector<const EvalStep*> fitting;
  for (const EvalStep& step : steps)
    if (fits(step, query)) fitting.push_back(&step);
  sort_by(query.order, fitting);
  const std::size_t first = std::min(query.from, fitting.size());
  const std::size_t end = first + std::min(query.limit, fitting.size() - first);
  json::array page;
  for (std::size_t i = first; i < end; ++i)
    page.push_back(fitting[i]->brief);
  return {{"total", fitting.size()}, {"from", first}, {"steps", std::move(page)}};
}

}  // namespace wmh::server
