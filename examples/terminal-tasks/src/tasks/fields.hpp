#pragma once

#include <wmh/error.hpp>

#include <boost/json/value.hpp>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace terminal {

namespace json = boost::json;

/// Reads the members of a JSON object. The first thing that is wrong is kept, with its place, and
/// what is read after it is empty; error() is asked once at the end.
class Fields {
 public:
  Fields(const json::value& value, std::string place);

  std::string text(std::string_view name);           ///< Must be there.
  std::string optional_text(std::string_view name);  ///< Empty when it is not.
  /// A string, or a list of strings that are lines with a line feed each.
  std::string lines(std::string_view name);
  /// Each element of a list through `read(element, place)`, which returns a Result; none when there
  /// is no such member.
  template <class Read>
  auto list(std::string_view name, Read read);

  /// The value, marked as known; null when it is not there.
  const json::value* find(std::string_view name);
  std::string place(std::string_view name) const { return place_ + "." + std::string(name); }
  void fail(std::string_view name, std::string_view why);
  void fail(wmh::Error error);

  /// What was wrong; a member that nobody asked for is wrong as well.
  std::optional<wmh::Error> error();

 private:
  const json::object* object_;
  std::string place_;
  std::set<std::string, std::less<>> known_{};
  std::optional<wmh::Error> error_{};
};

template <class Read>
auto Fields::list(std::string_view name, Read read) {
  using Element = typename decltype(read(json::value(), std::string()))::value_type;
  std::vector<Element> all;
  const json::value* found = find(name);
  if (found && !found->is_array()) fail(name, "must be a list");
  if (!found || !found->is_array()) return all;
  for (const json::value& each : found->get_array()) {
    auto element = read(each, place(name) + "[" + std::to_string(all.size()) + "]");
    if (!element) {
      fail(std::move(element).error());
      break;
    }
    all.push_back(std::move(*element));
  }
  return all;
}

}  // namespace terminal
