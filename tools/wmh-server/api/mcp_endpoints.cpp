#include "api/mcp_endpoints.hpp"

#include "api/answers.hpp"
#include "mcp/http_endpoint.hpp"

#include <fmt/format.h>

namespace wmh::server {
namespace {

/// A model's face for MCP clients. A model that is built anew gets a new one.
struct Face {
  std::shared_ptr<ServedModel> served{};
  std::shared_ptr<mcp::HttpEndpoint> endpoint{};
};

class McpEndpoints {
 public:
  McpEndpoints(Services& services, asio::any_io_executor executor)
      : services_(services), executor_(std::move(executor)) {}

  asio::awaitable<Response> answer(Call call) {
    const auto names = services_.models.names();
    if (call.path.empty() && names.size() != 1)
      co_return refusal(404,
                        fmt::format("several world models are served; ask at /mcp/NAME, with: {}",
                                    fmt::join(names, ", ")));
    const auto served = services_.models.find(call.path.empty() ? names.front() : call.path[0]);
    if (!served) co_return refusal(404, fmt::format("no world model '{}'", call.path[0]));
    const auto face = face_of(served);
    if (!face) co_return error_answer(face.error(), call.id);
    const auto endpoint = *face;
    auto handled = endpoint->handle(std::move(call.request));
    co_return co_await std::move(handled);
  }

 private:
  Result<std::shared_ptr<mcp::HttpEndpoint>> face_of(const std::shared_ptr<ServedModel>& served) {
    const std::lock_guard lock(mutex_);
    Face& face = faces_[served->info.name];
    if (face.served == served) return face.endpoint;
    const auto tools = load_tools(served->info.path);
    if (!tools) return tools.error();
    mcp::Environment environment{served->model, mcp::ToolList(*tools), SessionStart()};
    face.endpoint = std::make_shared<mcp::HttpEndpoint>(
        executor_, std::make_shared<const mcp::Environment>(std::move(environment)));
    face.served = served;
    return face.endpoint;
  }

  Services& services_;
  const asio::any_io_executor executor_;
  std::mutex mutex_;
  std::map<std::string, Face> faces_;
};

}  // namespace

std::vector<Endpoint> mcp_endpoints(Services& services, asio::any_io_executor executor) {
  auto self = std::make_shared<McpEndpoints>(services, std::move(executor));
  std::vector<Endpoint> endpoints;
  for (const std::string_view pattern : {"/mcp", "/mcp/{name}"})
    for (const std::string_view method : {"POST", "GET", "DELETE"})
      endpoints.push_back({method, pattern, [self](Call call) {
                             return self->answer(std::move(call));
                           }});
  return endpoints;
}

}  // namespace wmh::server
