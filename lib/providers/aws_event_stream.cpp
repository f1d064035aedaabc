// A frame, all numbers big-endian: total length, length of the headers, CRC-32 of these eight
// bytes, headers, payload, CRC-32 of all before. A header: length of the name, name, type, value.
#include "providers/aws_event_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <zlib.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t prelude = 12;
constexpr std::size_t overhead = prelude + 4;
constexpr std::size_t max_headers = std::size_t{128} * 1024;
constexpr std::size_t max_payload = std::size_t{24} * 1024 * 1024;

std::uint64_t number_at(std::string_view bytes, std::size_t at, std::size_t width) noexcept {
  std::uint64_t number = 0;
  for (const char each : bytes.substr(at, width))
    number = number << 8 | static_cast<unsigned char>(each);
  return number;
}

std::uint64_t crc_of(std::string_view bytes) noexcept {
  return crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size());
}

Error broken(std::string_view what) {
  return {errc::network, fmt::format("event stream: {}; send the request again", what)};
}

/// Reads headers out of their part of a frame; the first overrun stops it.
class HeaderReader {
 public:
  explicit HeaderReader(std::string_view bytes) : bytes_(bytes) {}

  bool at_end() const noexcept { return bytes_.empty() && !overrun_; }

  std::optional<EventStreamHeader> read() {
    EventStreamHeader header;
    header.name = take(number(1));
    const std::uint64_t type = number(1);
    read_value(header, type);
    if (overrun_ || header.name.empty()) return std::nullopt;
    return header;
  }

 private:
  void read_value(EventStreamHeader& header, std::uint64_t type) {
    switch (type) {
      case 0:
      case 1:
        header.value = type == 0;
        break;
      case 2:
      case 3:
      case 4:
        header.value = signed_number(std::size_t{1} << (type - 2));
        break;
      case 5:
      case 8:
        header.value = signed_number(8);
        break;
      case 6:
      case 7:
        header.value = std::string(take(number(2)));
        break;
      case 9:
        header.value = std::string(take(16));
        break;
      default:
        overrun_ = true;
    }
  }

  std::string_view take(std::uint64_t count) {
    overrun_ = overrun_ || count > bytes_.size();
    if (overrun_) return {};
    const std::string_view taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  std::uint64_t number(std::size_t width) { return number_at(take(width), 0, width); }
  std::int64_t signed_number(std::size_t width) {
    const auto shift = 64 - 8 * width;  // carries the sign of a narrow number up and down again
    return static_cast<std::int64_t>(number(width) << shift) >> shift;
  }

  std::string_view bytes_;
  bool overrun_ = false;
};

std::optional<std::vector<EventStreamHeader>> read_headers(std::string_view bytes) {
  std::vector<EventStreamHeader> headers;
  HeaderReader reader(bytes);
  while (!reader.at_end()) {
    auto header = reader.read();
    if (!header) return std::nullopt;
    const bool twice = std::any_of(headers.begin(), headers.end(),
                                   [&](const auto& other) { return other.name == header->name; });
    if (twice) return std::nullopt;
    headers.push_back(std::move(*header));
  }
  return headers;
}

/// What is wrong with the lengths; empty when nothing is.
std::string_view problem_of(std::uint64_t total, std::uint64_t headers) {
  if (total < overhead) return "a frame is shorter than its own lengths and checksums";
  if (headers > total - overhead) return "headers are longer than their frame";
  if (headers > max_headers) return "headers are above 128 KiB";
  if (total - overhead - headers > max_payload) return "a payload is above 24 MiB";
  return {};
}

}  // namespace

std::string_view EventStreamMessage::text(std::string_view name) const noexcept {
  for (const EventStreamHeader& header : headers)
    if (header.name == name)
      if (const auto* value = std::get_if<std::string>(&header.value)) return *value;
  return {};
}

Result<std::optional<EventStreamMessage>> EventStreamDecoder::next() {
  if (failure_) return *failure_;
  auto message = decode();
  if (!message) failure_ = message.error();
  return message;
}

Result<std::optional<EventStreamMessage>> EventStreamDecoder::decode() {
  const std::string_view bytes = std::string_view(buffer_).substr(start_);
  if (bytes.size() < prelude) return std::optional<EventStreamMessage>();
  if (crc_of(bytes.substr(0, 8)) != number_at(bytes, 8, 4))
    return broken("the checksum of a frame's lengths is wrong");
  const auto total = number_at(bytes, 0, 4);
  const auto header_size = number_at(bytes, 4, 4);
  if (const auto problem = problem_of(total, header_size); !problem.empty()) return broken(problem);
  if (bytes.size() < total) return std::optional<EventStreamMessage>();
  const std::string_view frame = bytes.substr(0, total);
  if (crc_of(frame.substr(0, total - 4)) != number_at(frame, total - 4, 4))
    return broken("the checksum of a frame is wrong");
  auto headers = read_headers(frame.substr(prelude, header_size));
  if (!headers) return broken("the headers of a frame cannot be read");
  std::optional<EventStreamMessage> message(std::in_place);
  message->headers = std::move(*headers);
  message->payload = frame.substr(prelude + header_size, total - overhead - header_size);
  start_ += total;
  if (start_ == buffer_.size() || start_ > max_headers) buffer_.erase(0, std::exchange(start_, 0));
  return message;
}

Result<Done> EventStreamDecoder::finish() const {
  if (failure_) return *failure_;
  if (start_ < buffer_.size()) return broken("it ended within a frame");
  return Done{};
}

}  // namespace detail
WMH_END_NAMESPACE
