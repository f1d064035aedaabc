#include "trace_place.hpp"

#include <wmh/provider.hpp>

#include "arguments.hpp"

namespace wmh::cli {
namespace {

/// Tells how writing goes in the log of a server.
class TraceLog final : public Observer {
 public:
  explicit TraceLog(ServeLog log) : log_(log) {}

  void on_event(const Event& event) noexcept override {
    constexpr std::string_view prefix = "wmh.trace_out.";
    if (!event.name.starts_with(prefix)) return;
    const std::string name = "traces." + std::string(event.name.substr(prefix.size()));
    ServeLog::Fields fields;
    for (const Field& field : event.fields)
      if (const auto* text = std::get_if<std::string_view>(&field.value))
        fields.emplace_back("why", boost::json::string(*text));
    log_.write(event.severity == Severity::error ? "error" : "info", name, fields);
  }

 private:
  const ServeLog log_;
};

}  // namespace

Result<std::shared_ptr<TraceOut>> open_trace_place(const Arguments& arguments, ServeLog log) {
  const auto place = arguments.optional(opt::trace_out);
  if (!place) return std::shared_ptr<TraceOut>();
  TraceOutOptions options;
  options.environment = process_environment();
  options.observer = std::make_shared<TraceLog>(log);
  auto opened = open_trace_out(*place, std::move(options));
  if (!opened) return std::move(opened).error().in("--trace-out");
  return opened;
}

}  // namespace wmh::cli
