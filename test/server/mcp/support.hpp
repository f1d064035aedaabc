#pragma once

#include <wmh/json.hpp>

#include "mcp/session.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

namespace wmh::mcp::testing {

/// Answers "<tool or message> <arguments> <steps before>". The tool `bad` is an error, `down` fails
/// and `slow` takes an hour.
struct DeskPredictor final : Predictor {
  Task<Prediction> predict(PredictionRequest request) override {
    const std::string name(request.action.name());
    if (name == "down") co_return Error(errc::provider_unavailable, "try again later");
    if (name == "slow") {
      asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::hours(1));
      co_await timer.async_wait(asio::use_awaitable);
    }
    Prediction prediction;
    prediction.observation.content = fmt::format(
        "{} {} {}", name.empty() ? request.action.content() : name,
        to_text(request.action.arguments()), request.history ? request.history->size() : 0);
    prediction.observation.is_error = name == "bad";
    prediction.observation.metadata = {{"source", "model"}};
    co_return prediction;
  }
};

/// The tools get, bad, down, slow and say. Without an executor the model brings its own thread.
inline std::shared_ptr<const Environment> desk(asio::any_io_executor executor = {},
                                               WorldModelOptions options = {}) {
  RecordedTools recorded;
  recorded.messages = 1;
  for (const char* name : {"bad", "down", "get", "slow"}) {
    ToolDescription tool{.name = name};
    tool.input_schema = {{"type", "object"}};
    tool.recorded_calls = 1;
    recorded.tools.push_back(std::move(tool));
  }
  return std::make_shared<const Environment>(
      Environment{WorldModel(std::make_shared<DeskPredictor>(), std::move(options), executor),
                  ToolList(recorded, {.page = 2})});
}

inline std::string request(int id, std::string_view method, std::string_view params = "{}") {
  return fmt::format(R"({{"jsonrpc":"2.0","id":{},"method":"{}","params":{}}})", id, method,
                     params);
}
inline std::string call(int id, std::string_view tool, std::string_view arguments = "{}") {
  return request(id, "tools/call",
                 fmt::format(R"({{"name":"{}","arguments":{}}})", tool, arguments));
}
inline std::string initialize(std::string_view version = "2025-11-25") {
  return request(0, "initialize",
                 fmt::format(R"({{"protocolVersion":"{}","capabilities":{{}},)"
                             R"("clientInfo":{{"name":"test","version":"1"}}}})",
                             version));
}
inline std::string cancel(int id) {
  return fmt::format(
      R"({{"jsonrpc":"2.0","method":"notifications/cancelled","params":{{"requestId":{}}}}})", id);
}

/// The text that a tool returned, or the code of an error.
inline std::string outcome(const json::value& answer) {
  const json::object& object = answer.as_object();
  if (const json::value* error = object.if_contains("error"))
    return fmt::format("error {}", error->at("code").as_int64());
  const json::value& result = object.at("result");
  return fmt::format("{}{}", result.at("isError").as_bool() ? "! " : "",
                     std::string_view(result.at("content").at(0).at("text").as_string()));
}

}  // namespace wmh::mcp::testing
