#include "observer.hpp"

#include "console.hpp"

#include <fmt/format.h>

namespace wmh::cli {
namespace {

/// An event of the library that tells how far it has come.
struct Source {
  std::string_view event;
  std::string_view done;
  std::string_view total;
  std::string_view label;
  std::string_view unit;  ///< Empty: bytes.
};

constexpr Source sources[] = {
    {"wmh.ingest.progress", "wmh.bytes", "wmh.bytes_total", "reading traces", ""},
    {"wmh.index.progress", "wmh.steps", "wmh.steps_total", "indexing steps", "steps"},
    {"wmh.eval.progress", "wmh.done", "wmh.total", "scoring steps", "steps"},
    {"wmh.closed_loop.progress", "wmh.done", "wmh.total", "running episodes", "episodes"}};

std::uint64_t number(const Event& event, std::string_view key) {
  for (const Field& field : event.fields) {
    const auto* value = std::get_if<std::int64_t>(&field.value);
    if (field.key == key && value && *value > 0) return static_cast<std::uint64_t>(*value);
  }
  return 0;
}

std::string_view text(const Event& event, std::string_view key) {
  for (const Field& field : event.fields)
    if (const auto* value = std::get_if<std::string_view>(&field.value); value && field.key == key)
      return *value;
  return "";
}

double seconds(const Event& event, std::string_view key) {
  for (const Field& field : event.fields)
    if (const auto* value = std::get_if<double>(&field.value); value && field.key == key)
      return *value;
  return 0;
}

class ProgressObserver final : public Observer {
 public:
  explicit ProgressObserver(Console& console) : console_(console) {}

  void on_event(const Event& event) noexcept override {
    if (event.name == "wmh.provider.wait" && event.severity >= Severity::warning)
      console_.notice(
          fmt::format("{}; waiting {:.1f} s", text(event, "message"), seconds(event, "seconds")));
    if (event.name == "wmh.provider.fallback")
      console_.notice(fmt::format("{} gives way to {}: {}", text(event, "from"), text(event, "to"),
                                  text(event, "error.message")));
    for (const Source& source : sources)
      if (source.event == event.name)
        console_.progress({source.label, number(event, source.done), number(event, source.total),
                           source.unit.empty(), source.unit});
  }

 private:
  Console& console_;
};

}  // namespace

std::shared_ptr<Observer> make_progress_observer(Console& console) {
  return std::make_shared<ProgressObserver>(console);
}

}  // namespace wmh::cli
