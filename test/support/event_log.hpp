#pragma once

#include <wmh/observer.hpp>

#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace wmh::testing {

/// An event that can be kept; numbers and truth values as they are.
struct KeptEvent {
  using Value = std::variant<bool, std::int64_t, double, std::string>;

  Severity severity = Severity::debug;
  std::string name{};
  std::map<std::string, Value> fields{};
};

/// An observer that keeps what it hears. Callable from any thread.
class EventLog final : public Observer {
 public:
  explicit EventLog(Severity least = Severity::debug) : least_(least) {}

  bool enabled(Severity severity) const noexcept override { return severity >= least_; }

  void on_event(const Event& event) noexcept override {
    KeptEvent kept{event.severity, std::string(event.name), {}};
    for (const Field& field : event.fields)
      kept.fields.emplace(field.key, std::visit(Keep{}, field.value));
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(kept));
  }

  std::vector<KeptEvent> events() const {
    const std::lock_guard lock(mutex_);
    return events_;
  }

 private:
  struct Keep {
    KeptEvent::Value operator()(std::string_view text) const { return std::string(text); }
    KeptEvent::Value operator()(auto value) const { return value; }
  };

  Severity least_;
  mutable std::mutex mutex_{};
  std::vector<KeptEvent> events_{};
};

}  // namespace wmh::testing
