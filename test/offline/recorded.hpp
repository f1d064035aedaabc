#pragma once

#include <wmh/step_log.hpp>

#include "offline/recordings.hpp"
#include "offline/step_cache.hpp"

namespace wmh::testing {

/// A recorded step in one line of a table.
struct Row {
  std::string trace;
  Action action;
  std::string answer;
  std::string task{};
  bool is_error = false;
  json::object state{};
};

inline Action call(const char* tool, json::object arguments = {}) {
  return Action::tool_call(tool, std::move(arguments));
}

inline Step step_of(const Row& row) {
  Step step{row.action, {row.answer, row.is_error}};
  step.task = row.task;
  step.state_before.structured = row.state;
  return step;
}

/// The rows as a log; steps are numbered within their traces.
inline std::shared_ptr<StepLog> log_of(const std::vector<Row>& rows) {
  auto log = std::make_shared<StepLog>();
  std::unordered_map<std::string, std::size_t> steps;
  for (const Row& row : rows)
    log->add({step_of(row), row.trace, steps[row.trace]++});
  return log;
}

/// The rows as what is looked up in: entry i is row i.
struct Recorded {
  explicit Recorded(const std::vector<Row>& rows) : log(log_of(rows)), cache(log) {
    for (std::size_t row = 0; row < log->size(); ++row)
      recordings.add(*log->at(row).value(), row);
    recordings.learn_shapes();
  }

  std::shared_ptr<StepLog> log;
  detail::StepCache cache;
  detail::Recordings recordings{512};
};

inline std::uint64_t outcome(const char* answer, bool is_error = false) {
  return detail::outcome_key({answer, is_error});
}

}  // namespace wmh::testing
