#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>
#include <zlib.h>

namespace wmh::testing {

// Frames of an AWS event stream, good ones and, piece by piece, bad ones.

inline std::string big_endian(std::uint64_t number, int width) {
  std::string bytes;
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
    bytes += static_cast<char>(number >> shift & 0xff);
  return bytes;
}

inline std::string with_crc(std::string bytes) {
  const auto crc =
      crc32(0, reinterpret_cast<const Bytef*>(bytes.data()), static_cast<uInt>(bytes.size()));
  return bytes + big_endian(crc, 4);
}

inline std::string frame(const std::string& headers, const std::string& payload) {
  const auto total = 16 + headers.size() + payload.size();
  return with_crc(with_crc(big_endian(total, 4) + big_endian(headers.size(), 4)) + headers +
                  payload);
}

/// A header of any type; `value` as it stands on the wire.
inline std::string header(char type, const std::string& value, const std::string& name = "h") {
  return big_endian(name.size(), 1) + name + type + value;
}

inline std::string text_header(const std::string& name, const std::string& text) {
  return header(7, big_endian(text.size(), 2) + text, name);
}

inline std::string event_frame(const std::string& type, const std::string& payload) {
  return frame(text_header(":message-type", "event") + text_header(":event-type", type), payload);
}

inline std::string exception_frame(const std::string& type, const std::string& payload) {
  return frame(text_header(":message-type", "exception") + text_header(":exception-type", type),
               payload);
}

}  // namespace wmh::testing
