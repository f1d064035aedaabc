#pragma once

#include "ingest/byte_window.hpp"
#include "ingest/document_scanner.hpp"

#include <optional>
#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

struct ReadLimits {
  std::size_t chunk = 1u << 20;    ///< Bytes asked of the file at once.
  std::size_t line = 16u << 20;    ///< A longer line is read as a document: record by record.
  std::size_t record = 32u << 20;  ///< A longer record of a document is a bad one.
};

/// Takes what a file holds. An error stops the reading.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  /// Text that should be one JSON value, followed by simdjson's padding.
  virtual Result<Done> on_json(std::string_view text, std::uint64_t line) = 0;
  virtual Result<Done> on_bad(std::uint64_t line, std::string reason) = 0;
  virtual void on_bytes(std::uint64_t count) = 0;
};

/// Reads a file as JSON lines or, when its first line leaves brackets open, as documents that go
/// over many lines. Where such a document breaks off, the rest is read as lines.
class RecordReader {
 public:
  RecordReader(ByteSource& source, std::span<const std::string_view> record_path, ReadLimits limits,
               RecordSink& sink);

  Result<Done> read();
  std::uint64_t lines() const noexcept { return lines_; }

 private:
  /// A line as it lies in the window; without text it is longer than the limit.
  struct Line {
    std::optional<std::string_view> text{};
    std::size_t taken = 0;  ///< With its line feed; 0 at the end of the file.
  };

  Result<bool> fill();
  Result<bool> skip_byte_order_mark();
  Result<bool> first_line_stays_open();
  Result<Line> next_line();
  Result<Done> read_lines();
  Result<Done> read_line(std::string_view line);
  Result<Done> read_long_line();
  Result<Done> read_documents();
  Result<DocumentScanner::Found> cut(DocumentScanner& scanner, bool within_line);
  Result<Done> pass_on(const DocumentScanner& scanner, DocumentScanner::Found found);
  Result<Done> skip_line();
  DocumentScanner make_scanner() const;

  RecordSink& sink_;
  std::span<const std::string_view> path_;
  ReadLimits limits_;
  ByteWindow window_;
  std::uint64_t lines_ = 0;  ///< Complete ones so far.
  char last_byte_ = '\n';
};

}  // namespace detail
WMH_END_NAMESPACE
