#pragma once

#include <wmh/version.hpp>

#include <boost/json/object.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>

WMH_BEGIN_NAMESPACE
namespace json = boost::json;

namespace detail {

/// What the values at one place of recorded arguments were like, and the JSON Schema that says so.
class ArgumentShape {
 public:
  /// Bounds what all shapes of one tool remember.
  struct Budget {
    std::size_t places = 1000;
  };

  void add(const json::value& value, Budget& budget, std::size_t depth = 0);
  void add(const json::object& object, Budget& budget, std::size_t depth = 0);
  /// Takes the texts of other calls into account, and nothing else of them: a choice that they do
  /// not keep to is none.
  void widen_choices(const ArgumentShape& others);
  json::object schema() const;

 private:
  using Members = std::map<std::string, ArgumentShape, std::less<>>;

  void add_text(std::string_view text);
  void add_items(const json::array& array, Budget& budget, std::size_t depth);
  ArgumentShape* member(std::string_view key, Budget& budget);
  bool is_choice() const;
  json::value type() const;
  void write_members(json::object& schema) const;

  std::size_t seen_ = 0;
  std::size_t nulls_ = 0;
  std::size_t booleans_ = 0;
  std::size_t integers_ = 0;
  std::size_t fractions_ = 0;
  std::size_t texts_ = 0;
  std::size_t arrays_ = 0;
  std::size_t objects_ = 0;

  std::map<std::string, std::size_t, std::less<>> choices_{};  ///< How often each text was seen.
  bool any_text_ = false;    ///< The texts are no choice among few: choices_ is given up.
  Members members_{};        ///< Of the objects.
  bool any_member_ = false;  ///< Keys are data, not names: members_ is given up.
  std::unique_ptr<ArgumentShape> items_{};
};

}  // namespace detail
WMH_END_NAMESPACE
