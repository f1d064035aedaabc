#include "ingest/document_scanner.hpp"

#include <algorithm>
#include <simdjson.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t max_depth = 1024;
constexpr std::size_t longest_key = 64;  // Only the names in a path matter; they are shorter.

bool is_blank(char c) noexcept {
  return c == ' ' || c == '\t' || c == '\r';
}

/// Of a number, true, false or null.
bool is_scalar(char c) noexcept {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
         c == '+' || c == '.';
}

}  // namespace

DocumentScanner::DocumentScanner(std::span<const std::string_view> record_path,
                                 std::size_t record_limit, std::uint64_t first_line)
    : path_(record_path), limit_(record_limit), line_(first_line) {}

DocumentScanner::Found DocumentScanner::next(std::string_view& bytes) {
  if (done_) return Found::end;
  if (record_depth_ == 0) record_.clear();
  text_ = bytes;
  at_ = kept_ = 0;
  Found found = Found::nothing;
  while (found == Found::nothing && at_ < text_.size())
    found = in_string_ ? read_string() : read_structure();
  keep();
  bytes.remove_prefix(at_);
  return found;
}

DocumentScanner::Found DocumentScanner::read_string() {
  const std::size_t begin = at_;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (escaped_) {
      escaped_ = false;
    } else if (c == '\\') {
      escaped_ = true;
    } else if (c == '"') {
      in_string_ = false;
      break;
    }
    if (c == '\n') return Found::broken;
  }
  if (in_key_ && key_.size() < longest_key)
    key_.append(text_.substr(begin, std::min(at_ - begin, longest_key)));
  if (!in_string_) {
    ++at_;
    expect_ = in_key_ ? Expect::colon : Expect::comma_or_end;
    in_key_ = false;
  }
  return Found::nothing;
}

DocumentScanner::Found DocumentScanner::read_structure() {
  const char c = text_[at_];
  if (c == '\n') ++line_, line_start_ = true;
  if (c == '\n' || is_blank(c)) return in_scalar_ = false, ++at_, Found::nothing;
  if (!is_scalar(c)) in_scalar_ = false;
  bool fits = false;
  switch (c) {
    case '{':
    case '[':
      return open(c == '{');
    case '}':
    case ']':
      return close(c == '}');
    case '"':
      fits = begin_string();
      break;
    case ',':
      fits = after_comma();
      break;
    case ':':
      fits = after_colon();
      break;
    default:
      fits = is_scalar(c) && scalar();
  }
  if (!fits) return Found::broken;
  line_start_ = false;
  ++at_;
  return Found::nothing;
}

bool DocumentScanner::wants_value() const noexcept {
  return expect_ == Expect::value || expect_ == Expect::value_or_end;
}

bool DocumentScanner::begin_string() noexcept {
  const bool is_key = expect_ == Expect::key || expect_ == Expect::key_or_end;
  if (levels_.empty() || (!is_key && !wants_value())) return false;
  in_string_ = true;
  in_key_ = is_key;
  if (is_key) key_.clear();
  return true;
}

bool DocumentScanner::after_comma() noexcept {
  if (levels_.empty() || expect_ != Expect::comma_or_end) return false;
  expect_ = levels_.back().object ? Expect::key : Expect::value;
  return true;
}

bool DocumentScanner::after_colon() noexcept {
  if (expect_ != Expect::colon) return false;
  expect_ = Expect::value;
  return true;
}

bool DocumentScanner::scalar() noexcept {
  if (in_scalar_) return true;
  if (levels_.empty() || !wants_value()) return false;
  in_scalar_ = true;
  expect_ = Expect::comma_or_end;
  return true;
}

/// An array is on the path when it is at the top or the member that the path names next.
int DocumentScanner::rank_of_array() const noexcept {
  if (levels_.empty()) return 0;
  const Level& parent = levels_.back();
  if (!parent.object) return parent.rank == 0 ? 0 : -1;
  const auto rank = static_cast<std::size_t>(parent.rank);
  return parent.rank >= 0 && rank < path_.size() && key_ == path_[rank] ? parent.rank + 1 : -1;
}

DocumentScanner::Found DocumentScanner::open(bool object) {
  if (!wants_value() || levels_.size() == max_depth) return Found::broken;
  blank_ = line_start_ = false;
  int rank = -1;
  if (!object) {
    rank = rank_of_array();
    // The record turns out to be a wrapper of records.
    if (rank == 1 && record_depth_ > 0) record_depth_ = 0, overlong_ = false, record_.clear();
  } else if (levels_.empty() || !levels_.back().object) {
    rank = levels_.empty() ? 0 : levels_.back().rank;
    const bool last = rank == static_cast<int>(path_.size());
    if (rank == 0 || last) begin_record();
    if (last) rank = -1;
  }
  levels_.push_back({object, rank});
  expect_ = object ? Expect::key_or_end : Expect::value_or_end;
  ++at_;
  return Found::nothing;
}

DocumentScanner::Found DocumentScanner::close(bool object) {
  const bool empty = expect_ == (object ? Expect::key_or_end : Expect::value_or_end);
  const bool fits = !levels_.empty() && levels_.back().object == object;
  if (!fits || (!empty && expect_ != Expect::comma_or_end)) return Found::broken;
  line_start_ = false;
  ++at_;
  const bool ends_record = record_depth_ == levels_.size();
  levels_.pop_back();
  expect_ = Expect::comma_or_end;
  done_ = levels_.empty();
  if (!ends_record) return done_ ? Found::end : Found::nothing;
  keep();
  record_depth_ = 0;
  return std::exchange(overlong_, false) ? Found::overlong : Found::record;
}

void DocumentScanner::begin_record() {
  record_.clear();
  record_depth_ = levels_.size() + 1;
  record_line_ = line_;
  overlong_ = false;
  kept_ = at_;
}

void DocumentScanner::keep() {
  if (record_depth_ == 0 || overlong_) return;
  const auto piece = text_.substr(kept_, at_ - kept_);
  kept_ = at_;
  overlong_ = record_.size() + piece.size() > limit_;
  if (overlong_) return record_.clear();
  const std::size_t wanted = record_.size() + piece.size() + simdjson::SIMDJSON_PADDING;
  if (wanted > record_.capacity()) record_.reserve(wanted + wanted / 2);
  record_.append(piece);
}

}  // namespace detail
WMH_END_NAMESPACE
