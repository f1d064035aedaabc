#pragma once

#include <wmh/trace_out.hpp>

#include "option.hpp"
#include "serve_log.hpp"

namespace wmh::cli {

class Arguments;

namespace opt {
inline constexpr Option trace_out{
    .name = "trace-out",
    .placeholder = "PLACE",
    .help =
        "Write the steps of all sessions as OTel GenAI spans, which wmh build reads: to the end of "
        "a file, or to the URL of an OTLP collector.",
    .offer = Offer::files};
}  // namespace opt

/// The place that --trace-out names; null without the option. Its failures go to the log.
Result<std::shared_ptr<TraceOut>> open_trace_place(const Arguments& arguments, ServeLog log);

}  // namespace wmh::cli
