#include "ingest/record_reader.hpp"

#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {

using Found = DocumentScanner::Found;

RecordReader::RecordReader(ByteSource& source, std::span<const std::string_view> record_path,
                           ReadLimits limits, RecordSink& sink)
    : sink_(sink), path_(record_path), limits_(limits), window_(source, limits.chunk) {}

Result<Done> RecordReader::read() {
  if (auto skipped = skip_byte_order_mark(); !skipped) return std::move(skipped).error();
  auto open = first_line_stays_open();
  if (!open) return std::move(open).error();
  return *open ? read_documents() : read_lines();
}

/// False at the end of the file.
Result<bool> RecordReader::fill() {
  auto got = window_.fill();
  if (!got) return std::move(got).error();
  if (*got == 0) return false;
  last_byte_ = window_.bytes().back();
  sink_.on_bytes(*got);
  return true;
}

Result<bool> RecordReader::skip_byte_order_mark() {
  constexpr std::string_view mark = "\xef\xbb\xbf";
  while (window_.bytes().size() < mark.size()) {
    auto more = fill();
    if (!more || !*more) return more;
  }
  if (window_.bytes().starts_with(mark)) window_.consume(mark.size());
  return true;
}

/// Looks at the first line that is not blank, and leaves it in the window.
Result<bool> RecordReader::first_line_stays_open() {
  DocumentScanner probe = make_scanner();
  std::size_t line_begin = 0;
  for (std::size_t seen = 0;;) {
    const std::string_view bytes = window_.bytes();
    while (seen < bytes.size()) {
      const std::size_t feed = bytes.find('\n', seen);
      const std::size_t stop = std::min(feed, bytes.size());
      if (stop - line_begin > limits_.line) return false;
      std::string_view piece = bytes.substr(seen, stop - seen);
      Found found = Found::record;
      while (found == Found::record || found == Found::overlong)
        found = probe.next(piece);
      if (found != Found::nothing) return false;
      seen = stop;
      if (feed == std::string_view::npos) break;
      if (!probe.blank()) return !probe.in_string();
      line_begin = ++seen;
    }
    auto more = fill();
    if (!more || !*more) return more;
  }
}

Result<RecordReader::Line> RecordReader::next_line() {
  for (std::size_t seen = 0;;) {
    const std::string_view bytes = window_.bytes();
    const std::size_t feed = bytes.find('\n', seen);
    if (std::min(feed, bytes.size()) > limits_.line) return Line{};
    if (feed != std::string_view::npos) return Line{bytes.substr(0, feed), feed + 1};
    seen = bytes.size();
    auto more = fill();
    if (!more) return std::move(more).error();
    if (!*more) return Line{window_.bytes(), seen};
  }
}

Result<Done> RecordReader::read_lines() {
  for (;;) {
    auto line = next_line();
    if (!line) return std::move(line).error();
    if (line->text && line->taken == 0) return Done{};
    auto read = line->text ? read_line(*line->text) : read_long_line();
    if (!read) return read;
    window_.consume(line->taken);
  }
}

Result<Done> RecordReader::read_line(std::string_view line) {
  ++lines_;
  if (trim(line).empty()) return Done{};
  return sink_.on_json(line, lines_);
}

Result<Done> RecordReader::read_long_line() {
  for (;;) {
    DocumentScanner scanner = make_scanner();
    auto found = cut(scanner, true);
    if (!found) return std::move(found).error();
    if (*found == Found::end) continue;
    if (*found == Found::broken || !scanner.blank())
      if (auto noted = sink_.on_bad(lines_ + 1, "not JSON: the line breaks off"); !noted)
        return noted;
    return skip_line();
  }
}

Result<Done> RecordReader::read_documents() {
  for (;;) {
    DocumentScanner scanner = make_scanner();
    const std::uint64_t first_line = lines_ + 1;
    auto found = cut(scanner, false);
    if (!found) return std::move(found).error();
    lines_ = scanner.line() - 1;
    if (*found == Found::end) continue;
    if (*found == Found::nothing && last_byte_ != '\n') ++lines_;
    if (*found == Found::nothing && scanner.blank()) return Done{};
    auto noted = sink_.on_bad(
        scanner.line(), fmt::format("not JSON: the document of line {} breaks off", first_line));
    if (noted && *found == Found::broken && !scanner.at_line_start()) noted = skip_line();
    if (!noted || *found == Found::nothing) return noted;
    return read_lines();
  }
}

/// Passes on the records of one document. Found::nothing when the line or the file is over first.
Result<Found> RecordReader::cut(DocumentScanner& scanner, bool within_line) {
  for (;;) {
    std::string_view piece = window_.bytes();
    if (within_line) piece = piece.substr(0, piece.find('\n'));
    const bool line_ends = piece.size() < window_.bytes().size();
    Found found = Found::record;
    while (found == Found::record || found == Found::overlong) {
      const std::size_t before = piece.size();
      found = scanner.next(piece);
      window_.consume(before - piece.size());
      if (auto passed = pass_on(scanner, found); !passed) return std::move(passed).error();
    }
    if (found != Found::nothing || line_ends) return found;
    auto more = fill();
    if (!more) return std::move(more).error();
    if (!*more) return found;
  }
}

Result<Done> RecordReader::pass_on(const DocumentScanner& scanner, Found found) {
  if (found == Found::record) return sink_.on_json(scanner.record(), scanner.record_line());
  if (found == Found::overlong)
    return sink_.on_bad(scanner.record_line(),
                        fmt::format("a record of more than {} bytes", limits_.record));
  return Done{};
}

Result<Done> RecordReader::skip_line() {
  ++lines_;
  for (;;) {
    const std::size_t feed = window_.bytes().find('\n');
    const bool whole = feed != std::string_view::npos;
    window_.consume(whole ? feed + 1 : window_.bytes().size());
    if (whole) return Done{};
    auto more = fill();
    if (!more) return std::move(more).error();
    if (!*more) return Done{};
  }
}

DocumentScanner RecordReader::make_scanner() const {
  return DocumentScanner(path_, limits_.record, lines_ + 1);
}

}  // namespace detail
WMH_END_NAMESPACE
