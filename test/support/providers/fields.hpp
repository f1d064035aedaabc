#pragma once

#include <wmh/types.hpp>

#include <boost/json/value.hpp>

#include <initializer_list>
#include <set>
#include <string>

namespace wmh::testing {

/// The first thing that is wrong with a request.
class Problem {
 public:
  void note(std::string text) {
    if (text_.empty()) text_ = std::move(text);
  }
  bool found() const noexcept { return !text_.empty(); }
  const std::string& text() const noexcept { return text_; }

 private:
  std::string text_{};
};

/// Reads an object all of whose members must be known. What is missing, mistyped or out of range is
/// noted, and something harmless is given in its place.
class Fields {
 public:
  /// `where` names the object in what is noted. Null counts as missing.
  Fields(const json::value* value, std::string where, Problem& problem);

  bool has(std::string_view name) const;
  std::string text(std::string_view name);  ///< Not empty.
  std::string word(std::string_view name, std::initializer_list<std::string_view> allowed);
  std::int64_t integer(std::string_view name, std::int64_t least, std::int64_t most);
  double number(std::string_view name, double least, double most);
  bool truth(std::string_view name);
  Fields object(std::string_view name);
  const json::array& list(std::string_view name);  ///< Not empty.
  const json::value* any(std::string_view name);   ///< Of whatever type; null when missing.

  /// Notes a member that nobody has asked for.
  void end();

  void note(std::string_view name, std::string_view what);
  const std::string& where() const noexcept { return where_; }

 private:
  const json::object& members_;
  std::string where_;
  Problem& problem_;
  std::set<std::string, std::less<>> known_{};
};

}  // namespace wmh::testing
