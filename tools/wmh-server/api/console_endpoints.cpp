#include "api/console_endpoints.hpp"

#include "api/answers.hpp"
#include "api/embedded_file.hpp"

namespace wmh::server {
namespace {

Response answer(std::string_view name, const RequestHead& head) {
  return file_answer(web_files(), name, head);
}

asio::awaitable<Response> page(Call call) {
  co_return answer("index.html", call.request.head);
}

asio::awaitable<Response> asset(Call call) {
  co_return answer(call.path[0], call.request.head);
}

/// So that the page need not try what would be refused.
asio::awaitable<Response> tell(ConsoleFeatures features) {
  Response response = json_answer({{"keys", features.keys}, {"builds", features.builds}});
  response.headers.emplace_back("Cache-Control", "no-cache");
  co_return response;
}

}  // namespace

std::vector<Endpoint> console_endpoints(ConsoleFeatures features) {
  const auto told = [features](Call) -> asio::awaitable<Response> {
    return tell(features);
  };
  return {
      {"GET", "/", page}, {"GET", "/assets/server.json", told}, {"GET", "/assets/{file}", asset}};
}

}  // namespace wmh::server
