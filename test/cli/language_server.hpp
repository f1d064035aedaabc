#pragma once

#include <wmh/json.hpp>

#include "support/provider_server.hpp"
#include "support/traces.hpp"

#include <cstdlib>
#include <optional>

namespace wmh::cli::testing {

/// Sets variables of this process, and sets them back.
class ScopedEnvironment {
 public:
  explicit ScopedEnvironment(const EnvironmentVariables& variables) {
    for (const auto& [name, value] : variables) {
      const char* was = std::getenv(name.c_str());
      before_.emplace(name, was ? std::optional<std::string>(was) : std::nullopt);
      ::setenv(name.c_str(), value.c_str(), 1);
    }
  }
  ~ScopedEnvironment() {
    for (const auto& [name, value] : before_)
      value ? ::setenv(name.c_str(), value->c_str(), 1) : ::unsetenv(name.c_str());
  }
  ScopedEnvironment(const ScopedEnvironment&) = delete;
  ScopedEnvironment& operator=(const ScopedEnvironment&) = delete;

 private:
  std::map<std::string, std::optional<std::string>> before_{};
};

/// What a language model says to an environment's step, to a judge of one and to a judge of an
/// episode; told apart by the schema that is asked for. The same question gets the same answer.
inline wmh::testing::Reply scripted_reply(const wmh::testing::Asked& asked) {
  wmh::testing::Reply reply = wmh::testing::world_model_reply(asked);
  const std::string wanted = asked.schema ? to_text(*asked.schema) : asked.system;
  if (wanted.find("step_rewards") != std::string::npos)
    reply.text = R"({"reward":0.75,"success":true,"critique":"fine","step_rewards":[0.5]})";
  else if (wanted.find("factuality") != std::string::npos)
    reply.text = R"({"critique":"close","format":0.8,"factuality":0.8,"consistency":0.8,)"
                 R"("realism":0.8,"quality":0.8})";
  else
    reply.text = R"({"output":"answer )" +
                 std::to_string(std::hash<std::string>()(asked.messages.back().content) % 1000) +
                 R"(","is_error":false,"state_note":"seen"})";
  return reply;
}

/// A strict server of all providers, and what leads a command to it.
class LanguageServer {
 public:
  explicit LanguageServer(wmh::testing::ProviderServerOptions options = with_script({}))
      : server_(std::move(options)) {}

  static wmh::testing::ProviderServerOptions with_script(
      wmh::testing::ProviderServerOptions options) {
    options.reply = scripted_reply;
    return options;
  }

  std::string url(std::string_view path) const { return server_.origin() + std::string(path); }

  /// By the vendors' variables, or for an address that a flag names.
  EnvironmentVariables environment(bool by_flag) const {
    EnvironmentVariables all = server_.provider("openai").environment;
    const std::string key = all.at("OPENAI_API_KEY");
    if (!by_flag) return all;
    for (auto& [name, value] : all)
      value = "";
    all["WMH_ENDPOINT_API_KEY"] = key;
    return all;
  }

  std::vector<std::string> secrets() const {
    const auto all = server_.provider("openai").environment;
    return {all.at("OPENAI_API_KEY"), all.at("AWS_SECRET_ACCESS_KEY")};
  }

  std::vector<std::string> refusals() const { return server_.refusals(); }
  std::int64_t calls() const { return server_.counts().calls; }
  wmh::testing::ServerCounts counts() const { return server_.counts(); }

 private:
  wmh::testing::ProviderServer server_;
};

}  // namespace wmh::cli::testing
