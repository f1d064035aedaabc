#pragma once

#include <wmh/json.hpp>

#include "http/message.hpp"

#include <boost/json/array.hpp>

namespace wmh::server {

/// What is wrong with a body, in the form in which FastAPI tells it: {type, loc, msg, input}.
class Issues {
 public:
  bool none() const noexcept { return list_.empty(); }
  void add(std::string_view type, json::array loc, std::string_view message, json::value input);
  void add(std::string_view type, json::array loc, std::string_view message, json::value input,
           json::object context);
  /// 422 with {"detail": [issue...]}.
  Response answer() const;

 private:
  json::array list_{};
};

/// Reads the members of a JSON object and notes what is wrong with them. A member that is absent,
/// or null where `nullable`, reads as nullopt without an issue.
class Members {
 public:
  /// `loc`: where the object is. The object must outlive the reader.
  Members(const json::object& object, json::array loc, Issues& issues)
      : object_(object), loc_(std::move(loc)), issues_(issues) {}

  std::optional<std::string> text(std::string_view name, bool nullable = true);
  std::optional<std::int64_t> whole(std::string_view name, std::int64_t least, std::int64_t most);
  std::optional<bool> flag(std::string_view name);
  const json::object* object(std::string_view name, bool nullable = true);
  const json::array* array(std::string_view name);
  /// Notes that a member must be there, unless it is.
  bool require(std::string_view name);
  json::array loc_of(std::string_view name) const;

 private:
  const json::value* find(std::string_view name, bool nullable) const;

  const json::object& object_;
  json::array loc_;
  Issues& issues_;
};

/// The body as a JSON object; nullopt with an issue when it is something else. `optional`: an empty
/// body is an empty object.
std::optional<json::object> read_body(std::string_view body, Issues& issues, bool optional = false);

/// An action where `name` has one.
std::optional<Action> read_action(Members& parent, std::string_view name, Issues& issues);
/// The same of a value on its own.
std::optional<Action> read_action(const json::value& value, const json::array& loc, Issues& issues);

/// {structured, scratchpad}.
EnvState read_state(const json::object& value, json::array loc, Issues& issues);

}  // namespace wmh::server
