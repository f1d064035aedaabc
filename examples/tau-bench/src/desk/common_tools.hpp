#pragma once

#include "desk/calculate.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>

namespace tau {

struct CalculateRequest {
  std::string expression;
};
BOOST_DESCRIBE_STRUCT(CalculateRequest, (), (expression))

struct TransferRequest {
  std::string summary;
};
BOOST_DESCRIBE_STRUCT(TransferRequest, (), (summary))

inline constexpr std::string_view transfer_tool = "transfer_to_human_agents";

template <class Database>
wmh::Result<boost::json::value> calculate_tool(Database&, const CalculateRequest& request) {
  auto number = calculate(request.expression);
  if (!number) return std::move(number).error();
  return boost::json::value(number_text(*number));
}

/// The last thing an agent can do: the desk refuses every later call.
template <class Database>
wmh::Result<boost::json::value> transfer_to_human_agents(Database&, const TransferRequest&) {
  return boost::json::value("Transfer successful");
}

}  // namespace tau
