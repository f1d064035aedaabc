#pragma once

// From JSON to described structs (Boost.Describe): the arguments of a tool and the task files, with
// one wording for what is wrong. A member that is an optional may be left out.
#include "json/refuse.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11/algorithm.hpp>

#include <optional>
#include <type_traits>
#include <vector>

namespace swe {

namespace json = boost::json;

template <class Record>
Result<Record> read_record(const json::value& value, const std::string& path = {});

namespace detail {

/// What a value is, as a message says it.
std::string_view kind_of(const json::value& value) noexcept;

inline wmh::Error wrong_kind(std::string_view path, std::string_view wanted,
                             const json::value& value) {
  return refuse("\"{}\" must be {}, not {}", path, wanted, kind_of(value));
}

Result<std::string> read(const json::value& value, const std::string& path,
                         std::type_identity<std::string>);
Result<bool> read(const json::value& value, const std::string& path, std::type_identity<bool>);
Result<int> read(const json::value& value, const std::string& path, std::type_identity<int>);

template <class Record>
Result<Record> read(const json::value& value, const std::string& path, std::type_identity<Record>) {
  return read_record<Record>(value, path);
}

template <class T>
Result<std::vector<T>> read(const json::value& value, const std::string& path,
                            std::type_identity<std::vector<T>>) {
  if (!value.is_array()) return wrong_kind(path, "a list", value);
  std::vector<T> all;
  for (const json::value& each : value.get_array()) {
    auto element = read(each, fmt::format("{}[{}]", path, all.size()), std::type_identity<T>());
    if (!element) return std::move(element).error();
    all.push_back(std::move(*element));
  }
  return all;
}

template <class T>
std::optional<wmh::Error> read_member(const json::value* found, const std::string& path,
                                      T& member) {
  if (!found) return refuse("\"{}\" is missing", path);
  auto value = read(*found, path, std::type_identity<T>());
  if (!value) return std::move(value).error();
  member = std::move(*value);
  return std::nullopt;
}

template <class T>
std::optional<wmh::Error> read_member(const json::value* found, const std::string& path,
                                      std::optional<T>& member) {
  if (!found || found->is_null()) return std::nullopt;
  return read_member(found, path, member.emplace());
}

}  // namespace detail

/// Reads a described struct; a member that it does not have is refused.
template <class Record>
Result<Record> read_record(const json::value& value, const std::string& path) {
  using Members = boost::describe::describe_members<Record, boost::describe::mod_public>;
  if (!value.is_object()) return detail::wrong_kind(path, "an object", value);
  const json::object& from = value.get_object();
  const std::string before = path.empty() ? path : path + ".";
  Record record{};
  std::optional<wmh::Error> failure;
  boost::mp11::mp_for_each<Members>([&](auto member) {
    if (!failure)
      failure = detail::read_member(from.if_contains(member.name), before + member.name,
                                    record.*member.pointer);
  });
  if (failure) return std::move(*failure);
  for (const auto& given : from) {
    bool known = false;
    boost::mp11::mp_for_each<Members>([&](auto member) { known |= given.key() == member.name; });
    if (!known) return refuse("\"{}{}\" is not known here", before, std::string_view(given.key()));
  }
  return record;
}

}  // namespace swe
