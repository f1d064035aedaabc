#include "desk/json_kind.hpp"

namespace tau {

std::string_view kind_of(const boost::json::value& value) noexcept {
  using boost::json::kind;
  switch (value.kind()) {
    case kind::null:
      return "null";
    case kind::bool_:
      return "true or false";
    case kind::int64:
    case kind::uint64:
      return "an integer";
    case kind::double_:
      return "a number";
    case kind::string:
      return "a string";
    case kind::array:
      return "a list";
    case kind::object:
      return "an object";
  }
  return "something else";
}

}  // namespace tau
