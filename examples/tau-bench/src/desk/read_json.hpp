#pragma once

// From JSON to described types (Boost.Describe), with one wording for everything that can be wrong.
// A tool's request is such a type: its members are the tool's parameters, an optional member is a
// parameter that may be left out. The database files are read in the same way.
#include "desk/json_kind.hpp"
#include "desk/money.hpp"
#include "desk/refuse.hpp"

#include <boost/describe.hpp>
#include <boost/json/object.hpp>
#include <boost/mp11/algorithm.hpp>

#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

namespace tau {

namespace json = boost::json;
using wmh::Result;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
Result<T> read_json(const json::value& value, const std::string& path);

namespace detail {

inline std::string join(const std::string& path, std::string_view name) {
  return path.empty() ? std::string(name) : fmt::format("{}.{}", path, name);
}

inline wmh::Error wrong_kind(const std::string& path, std::string_view wanted,
                             const json::value& value) {
  return refuse("\"{}\" must be {}, not {}", path, wanted, kind_of(value));
}

inline Result<std::string> read(const json::value& value, const std::string& path,
                                std::type_identity<std::string>) {
  if (!value.is_string()) return wrong_kind(path, "a string", value);
  return std::string(value.get_string());
}

inline Result<bool> read(const json::value& value, const std::string& path,
                         std::type_identity<bool>) {
  if (!value.is_bool()) return wrong_kind(path, "true or false", value);
  return value.get_bool();
}

inline Result<int> read(const json::value& value, const std::string& path,
                        std::type_identity<int>) {
  constexpr std::int64_t most = 1'000'000;
  if (!value.is_int64()) return wrong_kind(path, "an integer", value);
  if (std::abs(value.get_int64()) > most) return refuse("\"{}\" is out of range", path);
  return static_cast<int>(value.get_int64());
}

inline Result<Money> read(const json::value& value, const std::string& path,
                          std::type_identity<Money>) {
  if (!value.is_number()) return wrong_kind(path, "a number", value);
  const double units = value.to_number<double>();
  if (!(std::abs(units) < 1e9)) return refuse("\"{}\" is out of range", path);
  return Money{std::llround(units * 100)};
}

inline Result<json::value> read(const json::value& value, const std::string&,
                                std::type_identity<json::value>) {
  return value;
}

template <class T>
Result<std::vector<T>> read(const json::value& value, const std::string& path,
                            std::type_identity<std::vector<T>>) {
  if (!value.is_array()) return wrong_kind(path, "a list", value);
  std::vector<T> all;
  for (const json::value& each : value.get_array()) {
    auto element = read_json<T>(each, fmt::format("{}[{}]", path, all.size()));
    if (!element) return std::move(element).error();
    all.push_back(std::move(*element));
  }
  return all;
}

template <class T>
Result<std::map<std::string, T>> read(const json::value& value, const std::string& path,
                                      std::type_identity<std::map<std::string, T>>) {
  if (!value.is_object()) return wrong_kind(path, "an object", value);
  std::map<std::string, T> all;
  for (const auto& [key, each] : value.get_object()) {
    auto element = read_json<T>(each, join(path, key));
    if (!element) return std::move(element).error();
    all.emplace(key, std::move(*element));
  }
  return all;
}

/// The first alternative that fits; the last one's complaint when none does.
template <class First, class... Rest>
Result<std::variant<First, Rest...>> read(const json::value& value, const std::string& path,
                                          std::type_identity<std::variant<First, Rest...>>) {
  using Variant = std::variant<First, Rest...>;
  auto first = read_json<First>(value, path);
  if (first) return Variant(std::move(*first));
  if constexpr (sizeof...(Rest) == 0) {
    return std::move(first).error();
  } else {
    auto rest = read_json<std::variant<Rest...>>(value, path);
    if (!rest) return std::move(rest).error();
    return std::visit([](auto&& found) { return Variant(std::move(found)); }, std::move(*rest));
  }
}

template <class Enum>
Result<Enum> read_enum(const json::value& value, const std::string& path) {
  auto name = read(value, path, std::type_identity<std::string>());
  if (!name) return std::move(name).error();
  Enum found{};
  if (boost::describe::enum_from_string(name->c_str(), found)) return found;
  std::string names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Enum>>(
      [&](auto each) { names.append(names.empty() ? "" : ", ").append(each.name); });
  return refuse("\"{}\" must be one of {}, not \"{}\"", path, names, *name);
}

template <class Member>
std::optional<wmh::Error> read_member(const json::object& from, const std::string& path,
                                      std::string_view name, Member& member) {
  const json::value* found = from.if_contains(name);
  if constexpr (is_optional<Member>) {
    if (!found || found->is_null()) return std::nullopt;
    auto value = read_json<typename Member::value_type>(*found, path);
    if (!value) return std::move(value).error();
    member = std::move(*value);
  } else {
    if (!found) return refuse("\"{}\" is missing", path);
    auto value = read_json<Member>(*found, path);
    if (!value) return std::move(value).error();
    member = std::move(*value);
  }
  return std::nullopt;
}

template <class Record>
Result<Record> read_record(const json::value& value, const std::string& path) {
  using Members = boost::describe::describe_members<Record, boost::describe::mod_public>;
  if (!value.is_object()) return wrong_kind(path, "an object", value);
  const json::object& from = value.get_object();
  Record record{};
  std::optional<wmh::Error> failure;
  std::size_t known = 0;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    if (from.contains(member.name)) ++known;
    if (!failure)
      failure = read_member(from, join(path, member.name), member.name, record.*member.pointer);
  });
  if (failure) return std::move(*failure);
  if (known == from.size()) return record;
  for (const auto& member : from) {
    bool expected = false;
    boost::mp11::mp_for_each<Members>([&](auto each) { expected |= member.key() == each.name; });
    if (!expected) return refuse("\"{}\" is not known here", join(path, member.key()));
  }
  return record;
}

}  // namespace detail

/// Reads a string, bool, int, Money, described enum or struct, or a vector, map or variant of such.
/// The error names the place (`passengers[0].last_name`) and what was expected there.
template <class T>
Result<T> read_json(const json::value& value, const std::string& path) {
  if constexpr (std::is_enum_v<T>)
    return detail::read_enum<T>(value, path);
  else if constexpr (boost::describe::has_describe_members<T>::value)
    return detail::read_record<T>(value, path);
  else
    return detail::read(value, path, std::type_identity<T>());
}

}  // namespace tau
