#pragma once

#include <wmh/error.hpp>

#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace tau {

/// A service desk: tools over a database that they read and change.
///
/// Distinct objects: safe. Shared objects: unsafe.
class Desk {
 public:
  virtual ~Desk() = default;
  virtual std::string_view name() const = 0;
  /// The desk's clock, "2030-06-12 09:00"; it stands still.
  virtual std::string_view now() const = 0;
  /// Each tool with its parameters: `calculate(expression: string)`.
  virtual std::vector<std::string> signatures() const = 0;
  /// Runs a tool. An error is a refusal for the agent to read: bad arguments, or against policy.
  virtual wmh::Result<boost::json::value> call(std::string_view tool,
                                               const boost::json::object& arguments) = 0;
  /// Puts the database back to what was loaded.
  virtual void restore() = 0;
};

}  // namespace tau
