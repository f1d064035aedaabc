// mcp_http MODEL_DIR: serves a world model at /mcp on any free port, which it prints, until its
// input ends.
#include <wmh/store.hpp>

#include "http/http_server.hpp"
#include "mcp/http_endpoint.hpp"

#include <boost/asio/thread_pool.hpp>

#include <cstdio>
#include <iostream>

namespace {

using namespace wmh;

struct OnlyMcp final : server::Handler {
  OnlyMcp(asio::any_io_executor executor, std::shared_ptr<const mcp::Environment> environment)
      : endpoint(std::move(executor), std::move(environment)) {}

  server::BodyPlan plan(const server::RequestHead&) override {
    server::BodyPlan plan;
    plan.limit = mcp::HttpEndpoint::longest_body;
    return plan;
  }
  asio::awaitable<server::Response> handle(server::Request request) override {
    return endpoint.handle(std::move(request));
  }
  server::Response refuse(const server::RequestHead&, int status, std::string_view why) override {
    server::Response response;
    response.status = status;
    response.content_type = "text/plain";
    response.body = why;
    return response;
  }
  mcp::HttpEndpoint endpoint;
};

}  // namespace

int main(int argc, char** argv) {
  const std::filesystem::path folder = argc > 1 ? argv[1] : "";
  auto model = load_world_model(folder);
  const auto tools = load_tools(folder);
  if (!model || !tools) {
    std::cerr << (model ? tools.error() : model.error()).message() << "\n";
    return 1;
  }
  asio::thread_pool sessions(2);
  const auto environment = std::make_shared<const mcp::Environment>(
      mcp::Environment{std::move(*model), mcp::ToolList(*tools)});
  server::HttpOptions options;
  options.port = 0;
  options.threads = 2;
  auto server = server::HttpServer::open(
      options, std::make_shared<OnlyMcp>(sessions.get_executor(), environment));
  if (!server) {
    std::cerr << server.error().message() << "\n";
    return 1;
  }
  std::cout << (*server)->port() << std::endl;
  while (std::cin.get() != EOF) {
  }
  server->reset();
  sessions.join();
  return 0;
}
