#pragma once

#include "http/message.hpp"

#include <functional>

namespace wmh::server {

/// One call of an endpoint.
struct Call {
  Request request{};
  std::vector<std::string> path{};  ///< What the pattern captured.
  std::string id{};                 ///< Of the request, for logs and error answers.
  std::string owner{};              ///< Who calls: the label of the key; empty without keys.
};

/// What is answered on one route.
struct Endpoint {
  std::string_view method{};
  std::string_view pattern{};
  std::function<asio::awaitable<Response>(Call)> answer{};
  /// What is to happen with the body; null: it is read, up to the general bound.
  std::function<BodyPlan(const RequestHead&)> plan{};
};

}  // namespace wmh::server
