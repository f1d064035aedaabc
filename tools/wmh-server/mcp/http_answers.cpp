#include "mcp/http_answers.hpp"

#include "mcp/json_rpc.hpp"
#include "mcp/session.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::mcp {
namespace {

/// One event, and the end.
class OneEvent final : public server::EventSource {
 public:
  explicit OneEvent(std::string data)
      : block_("event: message\ndata: " + std::move(data) + "\n\n") {}
  asio::awaitable<std::optional<std::string>> next() override {
    co_return std::exchange(block_, std::nullopt);
  }

 private:
  std::optional<std::string> block_;
};

std::string lower(std::string_view text) {
  std::string low(text);
  std::transform(low.begin(), low.end(), low.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return low;
}

/// A media type without its parameters.
std::string media_type(std::string_view header) {
  const std::string_view type = header.substr(0, header.find(';'));
  const std::size_t first = type.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return lower(type.substr(first, type.find_last_not_of(" \t") - first + 1));
}

struct Accepts {
  bool json = false;
  bool events = false;
};

/// Weights are ignored: a client that lists a type takes it. Without a header anything is taken.
Accepts accepts(std::string_view header) {
  if (header.empty()) return {true, true};
  Accepts found;
  while (!header.empty()) {
    const std::size_t comma = header.find(',');
    const std::string type = media_type(header.substr(0, comma));
    const bool any = type == "*/*";
    if (any || type == "application/json" || type == "application/*") found.json = true;
    if (any || type == "text/event-stream" || type == "text/*") found.events = true;
    header = comma == std::string_view::npos ? "" : header.substr(comma + 1);
  }
  return found;
}

}  // namespace

server::Response refusal(int status, int code, std::string_view why) {
  server::Response response;
  response.status = status;
  response.body = to_text(rpc_error(nullptr, code, why));
  return response;
}

server::Response accepted() {
  server::Response response;
  response.status = 202;
  return response;
}

server::Response answered(const json::value& message, bool events) {
  server::Response response;
  if (!events) {
    response.body = to_text(message);
    return response;
  }
  response.content_type = "text/event-stream";
  response.events = std::make_shared<OneEvent>(to_text(message));
  return response;
}

bool wants_events(const server::RequestHead& head) {
  return !accepts(head.header("Accept")).json;
}

std::optional<server::Response> problem_of(const server::RequestHead& head) {
  if (media_type(head.header("Content-Type")) != "application/json")
    return refusal(415, invalid_request, "the body must be application/json");
  const Accepts taken = accepts(head.header("Accept"));
  if (!taken.json && !taken.events)
    return refusal(406, invalid_request,
                   "the client must accept application/json or text/event-stream");
  const std::string_view version = head.header("MCP-Protocol-Version");
  if (!version.empty() && !speaks(version))
    return refusal(
        400, invalid_request,
        fmt::format("MCP-Protocol-Version {} is not spoken here", version.substr(0, 40)));
  return std::nullopt;
}

}  // namespace wmh::mcp
