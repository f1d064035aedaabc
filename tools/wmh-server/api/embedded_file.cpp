#include "api/embedded_file.hpp"

#include "api/answers.hpp"

#include <algorithm>

namespace wmh::server {
namespace {

// Only files of this server run, load or are called; no page may frame this one.
constexpr std::string_view policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

std::string_view content_type(std::string_view name) {
  if (name.ends_with(".html")) return "text/html; charset=utf-8";
  if (name.ends_with(".css")) return "text/css; charset=utf-8";
  if (name.ends_with(".js")) return "text/javascript; charset=utf-8";
  if (name.ends_with(".svg")) return "image/svg+xml";
  return "application/json";
}

/// If-None-Match holds the tag, or any tag at all.
bool is_known(std::string_view tags, std::string_view etag) {
  return tags == "*" || tags.find(etag) != std::string_view::npos;
}

}  // namespace

Response file_answer(std::span<const EmbeddedFile> files, std::string_view name,
                     const RequestHead& head) {
  const auto file = std::find_if(files.begin(), files.end(),
                                 [name](const EmbeddedFile& each) { return each.name == name; });
  if (file == files.end()) return refusal(404, "Not Found");
  Response response;
  response.content_type = content_type(name);
  // A new server may have new files under the same names.
  response.headers = {{"Cache-Control", "no-cache"},
                      {"ETag", std::string(file->etag)},
                      {"X-Content-Type-Options", "nosniff"},
                      {"Referrer-Policy", "no-referrer"},
                      {"Cross-Origin-Resource-Policy", "same-origin"},
                      {"Content-Security-Policy", std::string(policy)}};
  if (is_known(head.header("If-None-Match"), file->etag))
    response.status = 304;
  else
    response.body = file->text;
  return response;
}

}  // namespace wmh::server
