#pragma once

#include <wmh/error.hpp>

#include <deque>
#include <optional>
#include <string>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// One server-sent event.
struct SseEvent {
  std::string name{};  ///< The "event" field; empty when it was not sent, which means "message".
  std::string data{};  ///< The "data" fields, joined with line feeds.
  std::string id{};    ///< The last "id" so far.
};

/// Reads a text/event-stream as the WHATWG describes it. Bytes come in pieces of any size; where
/// they are cut makes no difference. Not thread-safe.
class SseParser {
 public:
  static constexpr std::size_t longest_line = 8u << 20;
  static constexpr std::size_t longest_event = 16u << 20;

  /// Takes the next bytes. Fails (Reason::body_limit) on a line or an event that is too long; the
  /// parser is of no use then.
  Result<Done> feed(std::string_view bytes);

  /// The next whole event; empty when more bytes are needed.
  std::optional<SseEvent> next();

  /// The stream is over: the event that lacks only its empty line counts; a line cut short does
  /// not.
  void finish();

 private:
  Result<Done> end_line();
  void take_field(std::string_view name, std::string_view value);
  void end_event();

  std::string line_{};
  SseEvent event_{};
  bool has_data_ = false;
  bool at_start_ = true;
  bool after_return_ = false;
  std::deque<SseEvent> ready_{};
};

}  // namespace detail
WMH_END_NAMESPACE
