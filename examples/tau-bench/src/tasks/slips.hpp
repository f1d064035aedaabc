#pragma once

#include <boost/json/object.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace tau {

struct Call {
  std::string tool;
  boost::json::object arguments;
};

/// What an agent in a hurry might send instead of a good call: a tool that does not exist, a
/// missing, misspelt, mistyped or invented argument. `dice` chooses; about half of the time
/// nothing.
std::optional<Call> slip(const Call& good, std::uint64_t dice);

}  // namespace tau
