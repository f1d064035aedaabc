#include "mcp/json_rpc.hpp"

#include "http/given_json.hpp"
#include "http/utf8.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

namespace wmh::mcp {
namespace {

Message invalid(json::value id, int code, std::string problem) {
  Message message;
  message.id = std::move(id);
  message.code = code;
  message.problem = std::move(problem);
  return message;
}

bool is_id(const json::value& value) {
  return value.is_string() || value.is_int64() || value.is_uint64();
}

Message read_message(json::value& value) {
  auto* object = value.if_object();
  if (object == nullptr) return invalid(nullptr, invalid_request, "a message must be an object");
  Message message;
  const json::value* id = object->if_contains("id");
  if (id != nullptr && is_id(*id)) message.id = *id;
  const json::value* version = object->if_contains("jsonrpc");
  if (version == nullptr || *version != "2.0")
    return invalid(message.id, invalid_request, "\"jsonrpc\" must be \"2.0\"");
  if (id != nullptr && message.id.is_null() && !object->contains("error"))
    return invalid(nullptr, invalid_request, "\"id\" must be text or a whole number");
  const json::value* method = object->if_contains("method");
  if (method == nullptr && (object->contains("result") || object->contains("error"))) {
    message.kind = Message::Kind::response;
    return message;
  }
  if (method == nullptr || !method->is_string())
    return invalid(message.id, invalid_request, "\"method\" must be text");
  message.method = method->get_string();
  message.kind = id ? Message::Kind::request : Message::Kind::notification;
  json::value* params = object->if_contains("params");
  if (params == nullptr || params->is_null()) return message;
  if (!params->is_object()) {
    if (message.kind == Message::Kind::notification) return message;
    return invalid(message.id, invalid_params, "\"params\" must be an object");
  }
  message.params = std::move(params->get_object());
  return message;
}

}  // namespace

bool Incoming::wants_answer() const noexcept {
  return std::any_of(messages.begin(), messages.end(), [](const Message& message) {
    return message.kind == Message::Kind::request || message.kind == Message::Kind::invalid;
  });
}

bool Incoming::is_initialize() const noexcept {
  const Message& first = messages.front();
  return !batch && first.kind == Message::Kind::request && first.method == "initialize";
}

Incoming read_incoming(std::string_view text) {
  Incoming incoming;
  auto value = server::parse_given_json(text);
  if (!value) {
    incoming.messages.push_back(invalid(nullptr, parse_error, value.error().message()));
    return incoming;
  }
  auto* batch = value->if_array();
  incoming.batch = batch != nullptr && !batch->empty();
  if (!incoming.batch) {
    incoming.messages.push_back(read_message(*value));
    return incoming;
  }
  for (json::value& each : *batch)
    incoming.messages.push_back(read_message(each));
  return incoming;
}

json::object rpc_result(json::value id, json::object result) {
  return {{"jsonrpc", "2.0"}, {"id", std::move(id)}, {"result", std::move(result)}};
}

json::object rpc_error(json::value id, int code, std::string_view message) {
  return {{"jsonrpc", "2.0"},
          {"id", std::move(id)},
          {"error", {{"code", code}, {"message", server::mended_utf8(message)}}}};
}

}  // namespace wmh::mcp
