#pragma once

// Providers as a user makes them, against a server of the test's own.
#include "support/ask.hpp"
#include "support/fault_server.hpp"

#include <fmt/format.h>

namespace wmh::testing {

/// An answer of HTTP with its length.
inline std::string http(int status, std::string_view body, std::string_view headers = "") {
  return fmt::format("HTTP/1.1 {} x\r\nContent-Length: {}\r\n{}\r\n{}", status, body.size(),
                     headers, body);
}

/// A server that gives these answers to its requests, whatever their connections, and the last one
/// ever after.
class AnswerServer {
 public:
  explicit AnswerServer(std::vector<std::string> answers)
      : answers_(std::move(answers)), server_([this](Peer& peer) { play(peer); }) {}

  std::string url(std::string_view path = "") const { return server_.url(path); }
  std::vector<std::string> requests() const { return server_.requests(); }

 private:
  void play(Peer& peer) {
    while (!peer.read_request().empty())
      if (!peer.write(answers_[std::min(asked_++, answers_.size() - 1)])) return;
  }

  std::vector<std::string> answers_;
  std::atomic<std::size_t> asked_ = 0;
  FaultServer server_;
};

/// Options of a kind whose address, by the vendor's own variable, is `url`, with keys to go there.
inline ProviderOptions options_of(std::string kind, const std::string& url) {
  ProviderOptions options;
  options.kind = std::move(kind);
  options.model = "m-1";
  options.environment = {{"ANTHROPIC_BASE_URL", url},
                         {"ANTHROPIC_API_KEY", "key-of-anthropic"},
                         {"OPENAI_BASE_URL", url + "/v1"},
                         {"OPENAI_API_KEY", "key-of-openai"},
                         {"AZURE_OPENAI_ENDPOINT", url},
                         {"AZURE_OPENAI_API_KEY", "key-of-azure"},
                         {"AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url},
                         {"AWS_REGION", "us-east-1"},
                         {"AWS_ACCESS_KEY_ID", "AKIDEXAMPLE"},
                         {"AWS_SECRET_ACCESS_KEY", "secret-of-aws"}};
  return options;
}

inline CompletionRequest ping() {
  return CompletionRequest("Be brief.", {{Role::user, "ping"}});
}

}  // namespace wmh::testing
