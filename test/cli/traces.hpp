#pragma once

#include <wmh/trace_source.hpp>

#include "support/temp_dir.hpp"

namespace wmh::cli::testing {

inline Step user_lookup(int id, int trace) {
  Step step{Action::tool_call("get_user", {{"id", id}})};
  step.observation.content = "{\"id\": " + std::to_string(id) + ", \"name\": \"Ada\"}";
  step.task = "task " + std::to_string(trace);
  return step;
}

/// Twenty traces that look up the same three users.
inline std::filesystem::path write_traces(const wmh::testing::TempDir& folder) {
  const auto file = folder / "traces.otel.jsonl";
  std::ofstream out(file);
  for (int i = 0; i < 20; ++i) {
    Trace trace;
    trace.trace_id = "0000000000000000000000000000" + std::to_string(1000 + i);
    for (int id = 1; id <= 3; ++id)
      trace.steps.push_back(user_lookup(id, i));
    write_otel_genai(out, trace);
  }
  return file;
}

}  // namespace wmh::cli::testing
