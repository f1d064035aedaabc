#pragma once

#include <wmh/world_model.hpp>

#include "mcp/json_rpc.hpp"
#include "mcp/tool_list.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/strand.hpp>

namespace wmh::mcp {

/// What MCP sessions work against.
struct Environment {
  WorldModel model;
  ToolList tools;
  SessionStart start{};  ///< Of each session.
};

/// Whether a revision of the protocol is one that a Session speaks.
bool speaks(std::string_view version) noexcept;

/// One MCP session, whatever carries its messages. It steps a world-model session of its own, from
/// `initialize` to end(). Calls may overlap; their steps run in the order in which they came.
class Session : public std::enable_shared_from_this<Session> {
 public:
  Session(asio::any_io_executor executor, std::shared_ptr<const Environment> environment);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// Where the functions below must run.
  asio::any_io_executor executor() const { return strand_; }

  /// The answer to what a client sent: a message, a batch, or nothing.
  asio::awaitable<std::optional<json::value>> answer(Incoming incoming);
  bool initialized() const noexcept { return session_.has_value(); }
  /// Cancels what runs, and lets the world-model session end.
  void end();

 private:
  /// A call that runs.
  struct Call {
    asio::cancellation_signal signal{};
    bool cancelled = false;
  };
  using Answer = std::optional<json::object>;

  asio::awaitable<Answer> answer_one(Message message);
  Answer answer_at_once(const Message& message);
  asio::awaitable<Answer> initialize(Message message);
  json::object list(const Message& message) const;
  asio::awaitable<Answer> call(Message message);
  asio::awaitable<Result<Observation>> step(std::string key, Action action);
  void cancel(const json::object& params);

  asio::strand<asio::any_io_executor> strand_;
  std::shared_ptr<const Environment> environment_;
  WorldModel model_;       ///< On the strand.
  std::string version_{};  ///< Of the protocol, as agreed on.
  bool beginning_ = false;
  std::optional<SessionId> session_{};
  std::map<std::string, std::shared_ptr<Call>> calls_{};  ///< By the text of their ids.
};

}  // namespace wmh::mcp
