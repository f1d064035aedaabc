#pragma once

#include <wmh/version.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Cuts the records out of a JSON document that need not fit in memory. It is fed in pieces of any
/// size and knows just enough JSON for that: brackets, commas, strings. Each record is JSON that is
/// still to be parsed.
///
/// A record is an object at the top, in arrays at the top, or at the end of `path`: with the path
/// {"resourceSpans", "spans"} the objects of the arrays `spans` in the objects of the array
/// `resourceSpans`. An object that holds the first array of the path is not a record itself. Arrays
/// of the same name in one object are all read; names are compared without their escapes resolved.
class DocumentScanner {
 public:
  enum class Found {
    nothing,   ///< All bytes are read.
    record,    ///< record() holds one.
    overlong,  ///< A record was longer than the limit and is skipped.
    end,       ///< The document is complete; what follows is not part of it.
    broken     ///< This cannot be JSON. The byte that shows it is not read.
  };

  DocumentScanner(std::span<const std::string_view> record_path, std::size_t record_limit,
                  std::uint64_t first_line = 1);

  /// Reads from the front of `bytes`, and removes what it read, until it finds something.
  Found next(std::string_view& bytes);

  /// Valid until the next call, and followed by simdjson's padding.
  std::string_view record() const noexcept { return record_; }
  std::uint64_t record_line() const noexcept { return record_line_; }
  std::uint64_t line() const noexcept { return line_; }

  /// Nothing but blanks so far.
  bool blank() const noexcept { return blank_; }
  bool in_string() const noexcept { return in_string_; }
  /// Nothing but blanks so far in this line.
  bool at_line_start() const noexcept { return line_start_; }

 private:
  enum class Expect : std::uint8_t { value, value_or_end, key, key_or_end, colon, comma_or_end };
  /// An open bracket. `rank` counts the members of the path that lead here; -1 is off the path.
  struct Level {
    bool object;
    int rank;
  };

  Found read_structure();
  Found read_string();
  Found open(bool object);
  Found close(bool object);
  bool begin_string() noexcept;
  bool after_comma() noexcept;
  bool after_colon() noexcept;
  bool scalar() noexcept;
  int rank_of_array() const noexcept;
  void begin_record();
  void keep();
  bool wants_value() const noexcept;

  std::span<const std::string_view> path_;
  std::size_t limit_;
  std::uint64_t line_;

  std::string_view text_{};  ///< The piece being read.
  std::size_t at_ = 0;
  std::size_t kept_ = 0;  ///< What of it is in record_ already.

  std::vector<Level> levels_{};
  Expect expect_ = Expect::value;
  bool blank_ = true;
  bool line_start_ = true;
  bool done_ = false;
  bool in_scalar_ = false;
  bool in_string_ = false;
  bool in_key_ = false;
  bool escaped_ = false;
  std::string key_{};

  std::string record_{};
  std::size_t record_depth_ = 0;  ///< Open brackets around and of the record; 0 outside of one.
  std::uint64_t record_line_ = 0;
  bool overlong_ = false;
};

}  // namespace detail
WMH_END_NAMESPACE
