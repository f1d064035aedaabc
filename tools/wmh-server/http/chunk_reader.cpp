#include "http/chunk_reader.hpp"

#include "http/grammar.hpp"

#include <algorithm>

namespace wmh::server {
namespace {

constexpr std::size_t longest_size_line = 256;
constexpr std::uint64_t largest_chunk = std::uint64_t{1} << 62;

int hex_digit(char c) noexcept {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Of the headers that must not come after the body they decide over (RFC 9110, 6.5.1).
bool decides(std::string_view name) noexcept {
  constexpr std::string_view headers[] = {"Connection", "Content-Length", "Host",
                                          "Transfer-Encoding"};
  return std::any_of(std::begin(headers), std::end(headers),
                     [&](std::string_view each) { return same_ignoring_case(each, name); });
}

}  // namespace

ChunkReader::Step ChunkReader::feed(std::string_view bytes) {
  Step step;
  while (step.used < bytes.size() && state_ != State::done && state_ != State::broken) {
    if (state_ == State::data) {
      const auto size = std::min<std::uint64_t>(left_, bytes.size() - step.used);
      step.data = bytes.substr(step.used, static_cast<std::size_t>(size));
      step.used += step.data.size();
      left_ -= size;
      if (left_ == 0) state_ = State::data_return;
      return step;
    }
    state_ = next(bytes[step.used++]);
  }
  return step;
}

ChunkReader::State ChunkReader::next(char c) {
  switch (state_) {
    case State::size_first:
      left_ = 0;
      line_ = 0;
      return hex_digit(c) < 0 ? State::broken : after_size(c);
    case State::size:
      return after_size(c);
    case State::extension:
      return in_extension(c);
    case State::quoted:
      return in_quotes(c);
    case State::size_end:
      if (c != '\n') return State::broken;
      return left_ > 0 ? State::data : State::trailer;
    case State::data_return:
      return c == '\r' ? State::data_end : State::broken;
    case State::data_end:
      return c == '\n' ? State::size_first : State::broken;
    case State::trailer:
      if (c == '\r') return State::trailer_end;
      if (++trailers_ > most_trailers_ || c == '\n') return State::broken;
      trailer_ += c;
      return State::trailer;
    case State::trailer_end:
      return c == '\n' ? end_trailer() : State::broken;
    case State::data:
    case State::done:
    case State::broken:
      break;
  }
  return state_;
}

ChunkReader::State ChunkReader::after_size(char c) {
  if (c == '\r') return State::size_end;
  if (c == ';') return State::extension;
  const int digit = hex_digit(c);
  if (digit < 0 || ++line_ > longest_size_line || left_ >= largest_chunk / 16) return State::broken;
  left_ = left_ * 16 + static_cast<std::uint64_t>(digit);
  return State::size;
}

ChunkReader::State ChunkReader::in_extension(char c) {
  if (c == '\r') return State::size_end;
  if (++line_ > longest_size_line || !is_field_text({&c, 1})) return State::broken;
  return c == '"' ? State::quoted : State::extension;
}

/// Others look for the second quote beyond the end of the line, so it must come before.
ChunkReader::State ChunkReader::in_quotes(char c) {
  if (c == '\r' || ++line_ > longest_size_line || !is_field_text({&c, 1})) return State::broken;
  const bool ends = c == '"' && !escaped_;
  escaped_ = c == '\\' && !escaped_;
  return ends ? State::extension : State::quoted;
}

ChunkReader::State ChunkReader::end_trailer() {
  if (trailer_.empty()) return State::done;
  const auto field = read_field_line(trailer_);
  const bool good = field && !decides(field->name);
  trailer_.clear();
  return good ? State::trailer : State::broken;
}

}  // namespace wmh::server
