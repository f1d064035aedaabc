#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// One OTel GenAI span as a line of JSON.
class SpanLine {
 public:
  /// `operation` is "chat" or "execute_tool"; the span is called after it and the tool, if any.
  SpanLine(std::string_view operation, std::string_view tool);

  void set_error() { error_ = true; }
  void attribute(std::string_view key, std::string_view value);
  /// As JSON text. An empty object is not written.
  void attribute(std::string_view key, const json::object& value);
  void attribute(std::string_view key, double value);

  /// What the agent did, and the state it did it in.
  void add_action(const Step& step);
  /// What the environment answered.
  void add_observation(const Observation& observation);

  /// Times are nanoseconds since 1970.
  void append_to(std::string& out, std::string_view trace_id, std::string_view span_id,
                 std::int64_t start, std::int64_t end) const;

 private:
  void begin_attribute(std::string_view key);

  std::string name_;
  bool error_ = false;
  std::string attributes_{};
};

}  // namespace detail
WMH_END_NAMESPACE
