#pragma once

#include <wmh/error.hpp>

#include <cstdint>
#include <variant>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A header of a frame. Integers of all widths and times (milliseconds) are numbers; bytes, text
/// and the sixteen bytes of a UUID are strings.
struct EventStreamHeader {
  std::string name{};
  std::variant<bool, std::int64_t, std::string> value{};
};

struct EventStreamMessage {
  std::vector<EventStreamHeader> headers{};
  std::string payload{};

  /// The header's text; empty when there is none of that name and type.
  std::string_view text(std::string_view name) const noexcept;
};

/// Takes the bytes of an AWS event stream in pieces of any size and gives its messages. Nothing of
/// a frame is believed before its checksum is. After an error it gives that error only.
class EventStreamDecoder {
 public:
  void feed(std::string_view bytes) { buffer_.append(bytes); }

  /// The next message; nullopt when more bytes are needed.
  Result<std::optional<EventStreamMessage>> next();

  /// At the end of the stream: fails when it ended within a frame.
  Result<Done> finish() const;

 private:
  Result<std::optional<EventStreamMessage>> decode();

  std::string buffer_{};
  std::size_t start_ = 0;  // of the frame in the buffer
  std::optional<Error> failure_{};
};

}  // namespace detail
WMH_END_NAMESPACE
