#pragma once

#include <wmh/json.hpp>

#include "server.hpp"
#include "support/raw_client.hpp"

namespace wmh::testing {

/// Speaks JSON with a server, over one connection.
class ApiClient {
 public:
  explicit ApiClient(std::uint16_t port) : client_(port) {}

  struct Answer {
    int status = 0;
    json::value body{};
    std::string text{};
    std::string head{};
    std::string header(std::string_view name) const {
      return RawClient::Answer{status, head, {}}.header(name);
    }
    const json::value& at(std::string_view member) const { return body.at(member); }
  };

  /// `body` as it is; "Name: value\r\n" for each header.
  Answer send(std::string_view method, std::string_view path, std::string_view body,
              std::string_view headers = {}) {
    std::string request;
    request.append(method).append(" ").append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    request.append(headers).append("Content-Length: ").append(std::to_string(body.size()));
    request.append("\r\n\r\n").append(body);
    client_.send(request);
    auto got = client_.read_answer(method != "HEAD");
    auto value = parse_json(got.body);
    return {got.status, value ? std::move(*value) : json::value(), got.body, got.head};
  }
  Answer get(std::string_view path) { return send("GET", path, {}); }
  Answer post(std::string_view path, const json::value& body, std::string_view headers = {}) {
    return send("POST", path, to_text(body), headers);
  }

 private:
  RawClient client_;
};

/// A server of one model, "m", on any free port.
inline std::unique_ptr<server::Server> serve(std::shared_ptr<Predictor> predictor,
                                             WorldModelOptions options = {},
                                             server::ServerOptions with = {}) {
  ModelInfo info;
  info.name = "m";
  auto model = std::make_shared<server::ServedModel>(
      std::move(info), WorldModel(std::move(predictor), std::move(options)));
  with.http.port = 0;
  with.http.threads = 2;
  return server::Server::open(std::move(with), {std::move(model)}).value();
}

inline json::object said(std::string_view text) {
  return {{"action", {{"kind", "message"}, {"content", text}}}};
}

}  // namespace wmh::testing
