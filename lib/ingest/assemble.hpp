#pragma once

#include <wmh/types.hpp>

#include "ingest/json_reader.hpp"
#include "ingest/span_record.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Makes steps of the spans of one trace, given in the order of time. A model span opens a step and
/// the tool span after it closes it; a tool span that finds none open is a step by itself.
class StepAssembler {
 public:
  StepAssembler(std::optional<std::string> task, JsonReader& reader)
      : task_(std::move(task)), reader_(reader) {}

  /// Spans of other roles are passed over.
  void add(const SpanRecord& span);
  std::vector<Step> finish() &&;

 private:
  Step open_step(const SpanRecord& span);
  void close_step(const SpanRecord& span);
  json::object arguments_of(const SpanRecord& span);

  std::optional<std::string> task_;
  JsonReader& reader_;
  std::vector<Step> steps_{};
  bool open_ = false;  ///< The last step waits for its observation.
};

}  // namespace detail
WMH_END_NAMESPACE
