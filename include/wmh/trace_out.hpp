#pragma once

#include <wmh/observer.hpp>
#include <wmh/session_store.hpp>

#include <chrono>
#include <map>

WMH_BEGIN_NAMESPACE

/// A step that a session of a model has taken and its store has kept.
struct ServedStep {
  const std::string& model;
  const SessionId& session;
  const KeptStep& kept;
  std::chrono::system_clock::time_point asked{};
  std::chrono::system_clock::time_point answered{};
};

/// Hears of the steps of live sessions.
class WMH_API StepListener {
 public:
  virtual ~StepListener();
  /// Called from any thread, once for each step and in the order of a session's steps; must not
  /// block.
  virtual void on_step(const ServedStep& step) noexcept = 0;
};

/// A store that tells a listener of each step that `kept` has made durable, and otherwise is that
/// store. A session that begins with steps, as forks do, is told from its first one on, at the time
/// when it began. Without `kept` the sessions live in memory, and worlds keep `max_answers`
/// answers, as WorldModelOptions says.
WMH_API std::shared_ptr<SessionStore> make_told_store(std::shared_ptr<SessionStore> kept,
                                                      std::shared_ptr<StepListener> listener,
                                                      std::string model,
                                                      std::size_t max_answers = 100'000);

struct TraceOutOptions {
  std::size_t max_queued =
      32u << 20;                     ///< Bytes that wait to be written; further steps are dropped.
  std::size_t max_batch = 1u << 20;  ///< Bytes that are written at once, unless a step has more.
  std::chrono::milliseconds interval{500};            ///< How long a step waits for others.
  std::chrono::milliseconds request_timeout{10'000};  ///< Of an attempt to reach a collector.
  /// Reads the variables OTEL_EXPORTER_OTLP_HEADERS and OTEL_EXPORTER_OTLP_TRACES_HEADERS, those of
  /// the proxies and those of the trusted certificates.
  std::map<std::string, std::string, std::less<>> environment{};
  /// Hears `wmh.trace_out.failed` once when writing begins to fail, `wmh.trace_out.recovered` when
  /// it is well again, and `wmh.trace_out.refused` for what a collector will not take.
  std::shared_ptr<Observer> observer{};
};

struct TraceOutCounts {
  std::uint64_t written = 0;  ///< Spans that a file has or a collector has accepted.
  std::uint64_t dropped =
      0;  ///< Spans that came when the queue was full, were refused or too late.
  std::uint64_t failures = 0;  ///< Attempts to write that failed.
  std::uint64_t queued_bytes = 0;
};

/// Writes steps as OTel GenAI spans, which open_traces reads back: one trace for each session.
/// Brings a thread of its own. Callable from any thread.
class WMH_API TraceOut : public StepListener {
 public:
  virtual TraceOutCounts counts() const = 0;
  /// Opens a file again by its name, before the next batch: its old self may have been moved away.
  virtual void reopen() noexcept = 0;
  /// Writes what waits, for at most so long, and takes nothing from then on. Spans that could not
  /// be written are counted as dropped. The destructor does it without patience.
  virtual void finish(std::chrono::milliseconds patience) = 0;
};

/// `place` is a file, to which OTLP/JSON documents are added line by line, or the http or https URL
/// of an OTLP collector; a URL without a path gets /v1/traces. Fails with errc::io when the file
/// cannot be opened, and with errc::invalid_argument for anything but a plain file or a good URL.
WMH_API Result<std::shared_ptr<TraceOut>> open_trace_out(const std::string& place,
                                                         TraceOutOptions options = {});

WMH_END_NAMESPACE
