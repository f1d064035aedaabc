#pragma once

#include "desk/read_json.hpp"

namespace tau {

template <class Request>
std::string signature_of();

namespace detail {

inline std::string type_name(std::type_identity<std::string>) {
  return "string";
}
inline std::string type_name(std::type_identity<bool>) {
  return "boolean";
}
inline std::string type_name(std::type_identity<int>) {
  return "integer";
}
inline std::string type_name(std::type_identity<Money>) {
  return "number";
}

template <class T>
std::string type_name(std::type_identity<T>) {
  if constexpr (std::is_enum_v<T>) {
    std::string names;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
        [&](auto each) { names.append(names.empty() ? "" : "|").append(each.name); });
    return names;
  } else {
    return "{" + signature_of<T>() + "}";
  }
}

template <class T>
std::string type_name(std::type_identity<std::vector<T>>) {
  return type_name(std::type_identity<T>()) + "[]";
}

template <class T>
std::string type_name(std::type_identity<std::optional<T>>) {
  return type_name(std::type_identity<T>()) + ", optional";
}

}  // namespace detail

/// The members of a request as a parameter list: `user_id: string, flights: {...}[]`.
template <class Request>
std::string signature_of() {
  using Members = boost::describe::describe_members<Request, boost::describe::mod_public>;
  std::string text;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    using T = std::remove_cvref_t<decltype(std::declval<Request&>().*member.pointer)>;
    text.append(text.empty() ? "" : ", ").append(member.name).append(": ");
    text += detail::type_name(std::type_identity<T>());
  });
  return text;
}

}  // namespace tau
