#include "api/document_endpoints.hpp"

#include "api/embedded_file.hpp"

namespace wmh::server {
namespace {

asio::awaitable<Response> answer(std::string_view name, Call call) {
  co_return file_answer(docs_files(), name, call.request.head);
}

Endpoint file_at(std::string_view pattern, std::string_view name) {
  return {"GET", pattern, [name](Call call) {
            return answer(name, std::move(call));
          }};
}

}  // namespace

std::vector<Endpoint> document_endpoints() {
  return {file_at("/openapi.json", "openapi.json"), file_at("/docs", "docs.html"),
          file_at("/assets/docs.css", "docs.css"), file_at("/assets/docs.js", "docs.js")};
}

}  // namespace wmh::server
