#pragma once

#include <wmh/types.hpp>

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How the recorded environment words its errors.
class ErrorForm {
 public:
  void add(const RecordedStep& recorded);

  /// An error observation for an action of which nothing is recorded: as the environment refuses
  /// tools that it does not have, if such a refusal was recorded; else a text of ours, behind the
  /// beginning that all recorded errors have in common. Nothing is copied from the trace
  /// `without_trace`; empty: from any.
  Observation refusal(const Action& action, std::string_view without_trace) const;

 private:
  /// A text and the trace that it is from: empty if from several or from one without a name.
  struct Source {
    std::string text{};
    std::string trace{};
    bool counts_without(std::string_view trace_id) const {
      return !text.empty() && (trace_id.empty() || trace != trace_id);
    }
  };
  void add_prefix(const RecordedStep& recorded);

  std::optional<Source> prefix_{};  ///< Of all errors; nullopt before the first.
  /// By tool that never succeeded: an error that names it. Empty: it did succeed.
  std::map<std::string, Source, std::less<>> refused_{};
};

}  // namespace detail
WMH_END_NAMESPACE
