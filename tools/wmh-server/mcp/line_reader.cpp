#include "mcp/line_reader.hpp"

#include <array>
#include <cerrno>
#include <poll.h>
#include <unistd.h>

namespace wmh::mcp {

/// Reads some more. False at the end.
bool LineReader::fill() {
  std::array<pollfd, 2> waiting = {pollfd{in_, POLLIN, 0}, pollfd{stop_, POLLIN, 0}};
  std::array<char, 65536> bytes;
  for (;;) {
    const int ready = ::poll(waiting.data(), waiting.size(), -1);
    if (ready < 0 && errno == EINTR) continue;
    if (ready < 0 || waiting[1].revents != 0) return false;
    const ssize_t size = ::read(in_, bytes.data(), bytes.size());
    if (size < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (size > 0) buffer_.append(bytes.data(), static_cast<std::size_t>(size));
    return size > 0;
  }
}

/// The line at the front of the buffer, if it is whole.
std::optional<LineReader::Line> LineReader::take() {
  const std::size_t end = buffer_.find('\n', searched_);
  if (end == std::string::npos) {
    searched_ = buffer_.size();
    if (searched_ <= longest_ && !passing_over_) return std::nullopt;
    passing_over_ = true;
    buffer_.clear();
    searched_ = 0;
    return std::nullopt;
  }
  Line line{buffer_.substr(0, end), passing_over_ || end > longest_};
  buffer_.erase(0, end + 1);
  searched_ = 0;
  passing_over_ = false;
  if (line.too_long) line.text.clear();
  if (line.text.ends_with('\r')) line.text.pop_back();
  return line;
}

std::optional<LineReader::Line> LineReader::next() {
  for (;;) {
    if (auto line = take()) return line;
    if (ended_) return std::nullopt;
    if (fill()) continue;
    ended_ = true;
    // What has no end at the end of input is a line all the same.
    if (!buffer_.empty() || passing_over_) buffer_ += '\n';
  }
}

}  // namespace wmh::mcp
