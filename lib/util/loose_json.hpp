#pragma once

#include <wmh/types.hpp>

#include <boost/json/value.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Reads JSON as language models write it. Besides JSON it takes line breaks and other control
/// characters in strings, a backslash before any character, commas before a closing bracket, and
/// Python's True, False and None. Numbers beyond a double become null, strings valid UTF-8.
class LooseJson {
 public:
  enum class Outcome {
    whole,  ///< The value is complete.
    cut,    ///< The text ended in the middle of it.
    bad     ///< It is not JSON.
  };

  explicit LooseJson(std::string_view text, std::size_t start = 0)
      : text_(text), position_(start) {}

  /// Appends the members of the object that starts here. Of one that is cut, its complete members.
  Outcome read_object(json::object& out) { return object(out, 0); }

  std::size_t position() const noexcept { return position_; }

  /// After a cut: the member of the outermost object that the text ends in, and what there is of it
  /// where it is a string; an empty key where it ends between members.
  const std::string& cut_key() const noexcept { return cut_key_; }
  const std::optional<std::string>& cut_string() const noexcept { return cut_string_; }

 private:
  static constexpr int max_depth = 256;

  Outcome object(json::object& out, int depth);
  Outcome member(json::object& out, int depth);
  Outcome array(json::array& out, int depth);
  Outcome value(json::value& out, int depth);
  Outcome string_value(json::value& out, int depth);
  Outcome word(json::value& out);
  Outcome string(std::string& out);
  Outcome escape(std::string& out);
  Outcome unicode_escape(std::string& out);
  Outcome hex_digits(char32_t& unit);
  Outcome separator(char closing);
  bool skip_to(char wanted) noexcept;
  bool at_end() noexcept;

  std::string_view text_;
  std::size_t position_;
  std::string cut_key_{};
  std::optional<std::string> cut_string_{};
};

}  // namespace detail
WMH_END_NAMESPACE
