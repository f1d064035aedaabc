#pragma once

#include "tracing/span_place.hpp"

namespace wmh::testing {

/// A step as a session has kept it.
inline KeptStep kept(std::size_t index, Action action, std::string answer) {
  Step step{std::move(action)};
  step.observation.content = std::move(answer);
  return {index, std::move(step)};
}

/// The same, told by model "m", `at` seconds after 1970.
inline detail::EncodedStep encoded(const std::string& session, const KeptStep& step,
                                   std::chrono::seconds at = std::chrono::seconds(1)) {
  const std::string model = "m";
  const SessionId id(session);
  const std::chrono::system_clock::time_point time(at);
  return detail::encode(ServedStep{model, id, step, time, time});
}

inline detail::SpanQueue::Batch batch_of(int from, int to, const std::string& session = "s") {
  detail::SpanQueue::Batch batch;
  for (int i = from; i < to; ++i)
    batch.push_back(encoded(
        session, kept(static_cast<std::size_t>(i), Action::tool_call("f", {{"i", i}}), "out")));
  return batch;
}

inline std::string as_file(const detail::SpanQueue::Batch& batch) {
  std::string text;
  for (const detail::EncodedStep& step : batch)
    text.append(detail::otlp_head()).append(step.text).append(detail::otlp_tail()).append("\n");
  return text;
}

inline detail::SpanPlace::Deadline no_deadline() {
  return [] {
    return std::chrono::steady_clock::time_point::max();
  };
}

}  // namespace wmh::testing
