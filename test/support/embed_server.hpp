#pragma once

#include <wmh/embedder.hpp>
#include <wmh/json.hpp>

#include "support/fault_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

namespace wmh::testing {

/// Makes of each text the vector (its bytes, 1), in the form that its API has: OpenAI's, Titan's or
/// Cohere's.
class EmbedServer {
 public:
  explicit EmbedServer(std::chrono::milliseconds delay = {}) : delay_(delay) {}

  void refuse_texts_above(std::size_t bytes) { most_ = bytes; }
  void refuse_all(int status) { status_ = status; }

  std::vector<std::string> requests() const { return server_.requests(); }
  std::vector<std::string> bodies() const {
    std::vector<std::string> bodies;
    for (const std::string& request : requests())
      bodies.push_back(request.substr(request.find("\r\n\r\n") + 4));
    return bodies;
  }
  int most_at_once() const noexcept { return most_at_once_; }

  ProviderOptions openai(std::string_view model) const {
    ProviderOptions options;
    options.kind = "openai";
    options.embed_model = model;
    options.base_url = server_.url("/v1");
    return options;
  }
  ProviderOptions azure(std::string_view deployment) const {
    ProviderOptions options;
    options.kind = "azure_openai";
    options.model = "chat";
    options.embed_model = deployment;
    options.environment = {{"AZURE_OPENAI_ENDPOINT", server_.url("")},
                           {"AZURE_OPENAI_API_KEY", "azure-key"}};
    return options;
  }
  ProviderOptions bedrock(std::string_view model) const {
    ProviderOptions options;
    options.kind = "bedrock";
    options.embed_model = model;
    options.environment = {{"AWS_ENDPOINT_URL_BEDROCK_RUNTIME", server_.url("")},
                           {"AWS_REGION", "us-east-1"},
                           {"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
                           {"AWS_SECRET_ACCESS_KEY", "topsecret"}};
    return options;
  }

 private:
  static std::string row_of(const json::value& text) {
    return fmt::format("[{},1]", text.as_string().size());
  }

  std::string answer_of(const json::object& body) const {
    if (const json::value* text = body.if_contains("inputText"))
      return fmt::format(R"({{"embedding":{},"inputTextTokenCount":1}})", row_of(*text));
    const bool openai = body.contains("input");
    std::string rows;
    std::size_t bytes = 0;
    for (const json::value& text : body.at(openai ? "input" : "texts").as_array()) {
      if (text.as_string().size() > most_) return {};
      bytes += text.as_string().size();
      rows += rows.empty() ? "" : ",";
      rows += openai ? fmt::format(R"({{"embedding":{}}})", row_of(text)) : row_of(text);
    }
    if (!openai) return fmt::format(R"({{"embeddings":{{"float":[{}]}}}})", rows);
    return fmt::format(R"({{"data":[{}],"usage":{{"prompt_tokens":{}}}}})", rows, bytes);
  }

  static void refuse(Peer& peer, int status, std::string_view body) {
    peer.write(
        fmt::format("HTTP/1.1 {} x\r\nContent-Length: {}\r\n\r\n{}", status, body.size(), body));
  }

  void serve(Peer& peer) {
    for (;;) {
      const std::string request = peer.read_request();
      if (request.empty()) return;
      const int now = ++under_way_;
      most_at_once_ = std::max<int>(most_at_once_, now);
      std::this_thread::sleep_for(delay_);
      const auto body = parse_json(request.substr(request.find("\r\n\r\n") + 4));
      const std::string answer = answer_of(body.value().as_object());
      --under_way_;
      if (status_ != 0)
        refuse(peer, status_, R"({"error":{"message":"no"}})");
      else if (answer.empty())
        refuse(peer, 400, R"({"error":{"message":"too long","code":"context_length_exceeded"}})");
      else
        peer.reply(answer);
    }
  }

  const std::chrono::milliseconds delay_;
  std::atomic<std::size_t> most_ = 1'000'000;
  std::atomic<int> status_ = 0;
  std::atomic<int> under_way_ = 0;
  std::atomic<int> most_at_once_ = 0;
  FaultServer server_{[this](Peer& peer) {
    serve(peer);
  }};  // last: it uses the others
};

/// Makes an embedder, which embeds the texts, on a context of its own.
inline Result<Embeddings> embed_once(const ProviderOptions& provider,
                                     const EmbedderOptions& options,
                                     std::vector<std::string> texts) {
  asio::io_context context(1);
  const auto embedder = make_embedder(context.get_executor(), provider, options);
  if (!embedder) return embedder.error();
  Result<Embeddings> outcome;
  asio::co_spawn(context, (*embedder)->embed(std::move(texts)),
                 [&](std::exception_ptr failure, Result<Embeddings> rows) {
                   if (failure) std::rethrow_exception(failure);
                   outcome = std::move(rows);
                   context.stop();
                 });
  context.run();
  return outcome;
}

}  // namespace wmh::testing
