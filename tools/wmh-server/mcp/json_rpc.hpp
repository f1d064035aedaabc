#pragma once

#include <wmh/json.hpp>

#include <vector>

// JSON-RPC 2.0 as MCP uses it: ids are text or whole numbers, params are objects.
namespace wmh::mcp {

enum RpcCode : int {
  parse_error = -32700,
  invalid_request = -32600,
  method_not_found = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  session_not_found = -32001  ///< Of the server's own range.
};

/// One message of a client.
struct Message {
  enum class Kind { request, notification, response, invalid };

  Kind kind = Kind::invalid;
  json::value id{};  ///< Null where there is none, or none that could be read.
  std::string method{};
  json::object params{};
  int code = 0;           ///< Of an invalid message.
  std::string problem{};  ///< What is wrong with an invalid message.
};

/// What arrived at once: a message, or a batch of them.
struct Incoming {
  std::vector<Message> messages{};
  bool batch = false;

  /// Whether anything of it is to be answered.
  bool wants_answer() const noexcept;
  bool is_initialize() const noexcept;
};

/// Reads a text. Whatever is wrong with it becomes an invalid message.
Incoming read_incoming(std::string_view text);

json::object rpc_result(json::value id, json::object result);
json::object rpc_error(json::value id, int code, std::string_view message);

}  // namespace wmh::mcp
