#include "net/sse.hpp"

#include "net/http_failure.hpp"

#include <fmt/format.h>

#include <utility>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Error too_long(std::string_view what, std::size_t most) {
  return failure(Reason::body_limit,
                 fmt::format("an event stream has {} of more than {} bytes", what, most));
}

}  // namespace

Result<Done> SseParser::feed(std::string_view bytes) {
  while (!bytes.empty()) {
    // "\r\n" is one end of line, even when the two come in different pieces.
    if (std::exchange(after_return_, false) && bytes.front() == '\n') {
      bytes.remove_prefix(1);
      continue;
    }
    const auto end = std::min(bytes.find_first_of("\r\n"), bytes.size());
    if (line_.size() + end > longest_line) return too_long("a line", longest_line);
    line_.append(bytes.substr(0, end));
    if (end == bytes.size()) break;
    after_return_ = bytes[end] == '\r';
    bytes.remove_prefix(end + 1);
    if (auto ended = end_line(); !ended) return ended;
  }
  return Done{};
}

std::optional<SseEvent> SseParser::next() {
  if (ready_.empty()) return std::nullopt;
  SseEvent event = std::move(ready_.front());
  ready_.pop_front();
  return event;
}

void SseParser::finish() {
  line_.clear();
  end_event();
}

Result<Done> SseParser::end_line() {
  const std::string whole = std::exchange(line_, {});
  std::string_view line = whole;
  if (std::exchange(at_start_, false) && line.starts_with(byte_order_mark))
    line.remove_prefix(byte_order_mark.size());
  if (line.empty()) {
    end_event();
    return Done{};
  }
  const auto colon = std::min(line.find(':'), line.size());
  std::string_view value = line.substr(std::min(colon + 1, line.size()));
  if (value.starts_with(' ')) value.remove_prefix(1);
  if (event_.data.size() + value.size() > longest_event) return too_long("an event", longest_event);
  take_field(line.substr(0, colon), value);
  return Done{};
}

void SseParser::take_field(std::string_view name, std::string_view value) {
  if (name == "data") {
    if (has_data_) event_.data += '\n';
    event_.data += value;
    has_data_ = true;
  } else if (name == "event") {
    event_.name = value;
  } else if (name == "id" && value.find('\0') == std::string_view::npos) {
    event_.id = value;
  }
}

void SseParser::end_event() {
  if (has_data_) ready_.push_back(event_);
  has_data_ = false;
  event_.data.clear();
  event_.name.clear();
}

}  // namespace detail
WMH_END_NAMESPACE
