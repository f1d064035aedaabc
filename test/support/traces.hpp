#pragma once

#include <wmh/trace_source.hpp>

#include <fmt/format.h>

#include <sstream>

namespace wmh::testing {

/// A trace of tool calls `lookup {"id": n}` and their answers, for tasks that repeat every ten.
inline Trace small_trace(std::size_t number, std::size_t steps = 4) {
  Trace trace;
  trace.trace_id = fmt::format("{:032x}", number + 1);
  for (std::size_t i = 0; i < steps; ++i) {
    Step step{Action::tool_call("lookup", {{"id", number % 10 + i}})};
    step.observation.content = fmt::format("{{\"id\": {}, \"stock\": {}}}", number % 10 + i, i);
    step.task = fmt::format("count the stock of article {}", number % 10);
    trace.steps.push_back(std::move(step));
  }
  return trace;
}

/// `count` small traces as OTel GenAI JSONL.
inline std::string small_corpus(std::size_t count) {
  std::ostringstream out;
  for (std::size_t i = 0; i < count; ++i)
    write_otel_genai(out, small_trace(i));
  return out.str();
}

}  // namespace wmh::testing
