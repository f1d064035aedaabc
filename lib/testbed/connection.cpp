#include "testbed/connection.hpp"

#include "testbed/wire.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::string beginning_of(const std::string& line) {
  constexpr std::size_t most = 60;
  return to_text(json::value(line.substr(0, most))) + (line.size() > most ? "..." : "");
}

Error no_protocol(std::string answer) {
  return Error(errc::io, fmt::format("{}; a testbed's program speaks the protocol of "
                                     "docs/closed-loop.md when it is started with 'serve'",
                                     answer));
}

}  // namespace

Result<std::shared_ptr<Connection>> Connection::open(const std::vector<std::string>& command,
                                                     std::chrono::seconds time_limit) {
  std::vector<std::string> words = command;
  words.emplace_back("serve");
  auto child = ChildProcess::start(words);
  if (!child) return std::move(child).error();
  auto connection = std::make_shared<Connection>(command.front(), std::move(*child), time_limit);
  if (auto greeted = connection->greet(); !greeted) return std::move(greeted).error();
  return connection;
}

Result<Done> Connection::greet() {
  const auto reply = ask("hello");
  if (!reply) return reply.error();
  const auto protocol = number_member(*reply, "protocol");
  auto name = text_member(*reply, "name");
  if (!protocol || *protocol != protocol_version)
    return no_protocol(
        fmt::format("{} answered hello without \"protocol\": {}", command_, protocol_version));
  name_ = name && *name ? std::move(**name) : command_;
  return Done{};
}

Result<json::object> Connection::ask(std::string_view what, json::object request) {
  request["do"] = what;
  std::lock_guard lock(mutex_);
  if (broken_) return *broken_;
  auto reply = exchange(request);
  if (!reply) return fail(std::move(reply).error().in(fmt::format("request {}", what)));
  const auto* error = reply->if_contains("error");
  if (!error) return reply;
  const std::string text = error->is_string() ? std::string(error->get_string()) : to_text(*error);
  return Error(errc::io, fmt::format("{}: {}", command_, text));
}

/// Errors say what the program did: its name stands before them.
Result<json::object> Connection::exchange(const json::object& request) {
  const auto deadline = std::chrono::steady_clock::now() + time_limit_;
  if (auto sent = child_.write(to_text(request) + "\n", deadline); !sent)
    return Error(sent.error().code(), fmt::format("{} {}", command_, sent.error().message()));
  const auto line = child_.read_line(deadline, most_line_bytes);
  if (!line)
    return Error(line.error().code(), fmt::format("{} {}", command_, line.error().message()));
  auto reply = parse_json(*line);
  if (reply && reply->is_object()) return std::move(reply->get_object());
  return no_protocol(fmt::format("{} answered {} and not a JSON object on one line", command_,
                                 beginning_of(*line)));
}

/// After a failure nobody knows which answer is to which request.
Error Connection::fail(Error error) {
  child_.kill();
  broken_ = error;
  return error;
}

}  // namespace detail
WMH_END_NAMESPACE
