#pragma once

#include <cstddef>
#include <optional>
#include <string>

namespace wmh::mcp {

/// Reads lines from a file descriptor, holding no more than one that is within bounds.
class LineReader {
 public:
  struct Line {
    std::string text{};     ///< Without its end.
    bool too_long = false;  ///< The line was passed over; `text` is empty.
  };

  /// Reading ends when `stop` becomes readable. Both stay the caller's.
  LineReader(int in, int stop, std::size_t longest) : in_(in), stop_(stop), longest_(longest) {}

  /// Waits for the next line; nullopt at the end. A last line needs no end.
  std::optional<Line> next();

 private:
  bool fill();
  std::optional<Line> take();

  int in_;
  int stop_;
  std::size_t longest_;
  std::string buffer_{};
  std::size_t searched_ = 0;   ///< Bytes of buffer_ that hold no line end.
  bool passing_over_ = false;  ///< The line is too long: its rest is dropped.
  bool ended_ = false;
};

}  // namespace wmh::mcp
