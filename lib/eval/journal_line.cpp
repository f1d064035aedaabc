#include "eval/journal_line.hpp"

#include <wmh/json.hpp>

#include <boost/json/array.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::pair<const char*, std::int64_t TokenUsage::*> token_counts[] = {
    {"input_tokens", &TokenUsage::input_tokens},
    {"output_tokens", &TokenUsage::output_tokens},
    {"cache_read_tokens", &TokenUsage::cache_read_tokens},
    {"cache_write_tokens", &TokenUsage::cache_write_tokens},
    {"long_cache_write_tokens", &TokenUsage::long_cache_write_tokens},
    {"reasoning_tokens", &TokenUsage::reasoning_tokens},
};

json::object to_json(const TokenUsage& usage) {
  json::object counts;
  for (const auto& [name, member] : token_counts)
    if (usage.*member != 0) counts[name] = usage.*member;
  return counts;
}

TokenUsage usage_from(const json::value& value) {
  TokenUsage usage;
  for (const auto& [name, member] : token_counts)
    if (const auto* count = value.as_object().if_contains(name))
      usage.*member = count->to_number<std::int64_t>();
  return usage;
}

json::object to_json(const Verdict& verdict) {
  json::array dimensions;
  for (const auto& [name, score] : verdict.dimensions)
    dimensions.push_back(json::array{name, score});
  return {{"score", verdict.score},
          {"critique", verdict.critique},
          {"dimensions", std::move(dimensions)},
          {"valid", verdict.valid},
          {"usage", to_json(verdict.usage)},
          {"model", verdict.model},
          {"calls", verdict.calls}};
}

Verdict verdict_from(const json::value& value) {
  Verdict verdict;
  verdict.score = value.at("score").to_number<double>();
  verdict.critique = value.at("critique").as_string();
  for (const json::value& pair : value.at("dimensions").as_array())
    verdict.dimensions.emplace_back(pair.at(0).as_string(), pair.at(1).to_number<double>());
  verdict.valid = value.at("valid").as_bool();
  verdict.usage = usage_from(value.at("usage"));
  verdict.model = value.at("model").as_string();
  if (const json::value* calls = value.as_object().if_contains("calls"))
    verdict.calls = calls->to_number<std::int64_t>();
  return verdict;
}

}  // namespace

json::object to_journal(const StepResult& result) {
  return {{"trace_id", result.trace_id},
          {"step", result.step},
          {"predicted", wmh::to_json(result.predicted)},
          {"verdict", to_json(result.verdict)},
          {"seconds", result.seconds},
          {"usage", to_json(result.usage)},
          {"calls", result.calls},
          {"model", result.model}};
}

/// Nobody but the library writes these lines, so a member that is not as it should be is an
/// exception, caught here.
Result<StepResult> from_journal(const json::object& line, const Trace& trace) try {
  const auto turn = line.at("step").to_number<std::size_t>();
  const Step& step = trace.steps.at(turn);
  StepResult result{trace.trace_id, turn, step.task, step.action, step.observation};
  auto predicted = observation_from_json(line.at("predicted"));
  if (!predicted) return std::move(predicted).error();
  result.predicted = std::move(*predicted);
  result.verdict = verdict_from(line.at("verdict"));
  result.seconds = line.at("seconds").to_number<double>();
  result.usage = usage_from(line.at("usage"));
  result.calls = line.at("calls").to_number<std::int64_t>();
  result.model = line.at("model").as_string();
  return result;
} catch (const std::exception& problem) {
  return Error(errc::corrupt_artifact, problem.what());
}

}  // namespace detail
WMH_END_NAMESPACE
