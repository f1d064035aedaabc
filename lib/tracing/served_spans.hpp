#pragma once

#include <wmh/trace_out.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The spans of one step as OTLP/JSON objects with commas between.
struct EncodedStep {
  std::string text{};
  std::size_t spans = 0;
};

/// 32 hexadecimal digits that a session of a model always has.
std::string trace_id_of(std::string_view model, const SessionId& session);

/// 16 hexadecimal digits: the span of a step that comes first or second. In the order of a trace's
/// spans, so that those of one time stay in it.
std::string span_id_of(std::string_view trace_id, std::size_t step, std::size_t span);

/// A tool call is one span. A message is two: a model span, and the tool span that answers it.
EncodedStep encode(const ServedStep& step);

/// What stands around spans in a document of the protocol.
std::string_view otlp_head();
std::string_view otlp_tail() noexcept;

}  // namespace detail
WMH_END_NAMESPACE
