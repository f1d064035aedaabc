#pragma once

#include "customer.hpp"
#include "desk/read_json.hpp"

#include <filesystem>

namespace tau {

/// What a customer wants of a desk.
struct Task {
  std::string id;
  std::string user_id;
  std::string text;  ///< What the world model sees: who the customer is and what they want.
  CustomerScript customer;
  std::vector<json::value> goals;  ///< For the scripted agents, see airline_goals.hpp.
};
BOOST_DESCRIBE_STRUCT(Task, (), (id, user_id, text, customer, goals))

/// The tasks of a desk.
Result<std::vector<Task>> load_tasks(const std::filesystem::path& file);

}  // namespace tau
