#pragma once

#include <wmh/version.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A text by its lines. Refers to the text.
class TextLines {
 public:
  explicit TextLines(std::string_view text);

  std::size_t size() const noexcept { return lines_.size(); }
  std::string_view operator[](std::size_t line) const { return lines_[line]; }

  /// Numbers, from 0, of the lines that contain one of the texts.
  std::vector<std::size_t> containing(const std::vector<std::string>& texts, bool any_case) const;
  /// Lines [begin, end), as far as there are any.
  std::string range(std::size_t begin, std::size_t end) const;
  /// The first `most` of some lines, each after its number and a colon if `numbered`.
  std::string pick(const std::vector<std::size_t>& lines, std::size_t most, bool numbered) const;
  /// Some lines with those around them; "--" stands where lines are left out.
  std::string around(const std::vector<std::size_t>& lines, std::size_t before,
                     std::size_t after) const;
  /// All lines without what they have before their first colon; nullopt if one has none.
  std::optional<std::string> unprefixed() const;

 private:
  std::vector<std::string_view> lines_{};
};

}  // namespace detail
WMH_END_NAMESPACE
