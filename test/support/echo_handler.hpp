#pragma once

#include "http/message.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <fmt/ostream.h>

#include <atomic>
#include <functional>
#include <stdexcept>
#include <thread>

namespace wmh::testing {

namespace asio = boost::asio;

/// Says what it was asked: "METHOD path?query body". Some paths do something else, see handle().
class EchoHandler final : public server::Handler {
 public:
  using Events = std::function<std::shared_ptr<server::EventSource>()>;

  std::size_t body_limit = 1024;
  std::filesystem::path folder{};  ///< For bodies of PUT.
  Events events{};
  std::atomic<int> running{0};
  std::atomic<int> finished{0};
  std::atomic<bool> released{false};  ///< Lets requests for /held end.

  server::BodyPlan plan(const server::RequestHead& head) override {
    server::BodyPlan plan;
    plan.limit = body_limit;
    if (head.method == "PUT") plan.file = folder / "body";
    if (head.path == "/forbidden") plan.refusal = refuse(head, 403, "forbidden");
    if (head.path == "/bad-plan") throw std::runtime_error("plan");
    return plan;
  }

  asio::awaitable<server::Response> handle(server::Request request) override {
    const std::string& path = request.head.path;
    server::Response response;
    response.content_type = "text/plain";
    if (path == "/throw") throw std::runtime_error("handle");
    if (path == "/wait") co_await wait(std::stoi(request.head.query));
    if (path == "/held") co_await wait_for_release();
    if (path == "/no-content") response.status = 204;
    if (path == "/inject")
      response.headers = {{"X-A", "a\r\nX-B: b"}, {"X C", "c"}, {"X-Good", "d"}};
    if (path == "/inject") response.content_type = "text/plain\r\nX-D: d";
    if (path == "/events") response.events = events();
    if (path == "/thread")
      response.body = fmt::to_string(fmt::streamed(std::this_thread::get_id()));
    if (path == "/large") response.body.assign(std::stoul(request.head.query), 'x');
    if (response.body.empty()) response.body = describe(request);
    co_return response;
  }

  server::Response refuse(const server::RequestHead&, int status, std::string_view why) override {
    server::Response response;
    response.status = status;
    response.content_type = "text/plain";
    response.body = why;
    return response;
  }

 private:
  static asio::awaitable<void> wait(int milliseconds) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    timer.expires_after(std::chrono::milliseconds(milliseconds));
    co_await timer.async_wait(asio::use_awaitable);
  }
  asio::awaitable<void> wait_for_release() {
    ++running;
    while (!released)
      co_await wait(1);
    ++finished;
  }

  static std::string describe(const server::Request& request) {
    std::string text = request.head.method + " " + request.head.path;
    if (!request.head.query.empty()) text += "?" + request.head.query;
    if (!request.body.empty()) text += " " + request.body;
    if (!request.body_file.empty()) text += " " + request.body_file.filename().string();
    return text;
  }
};

}  // namespace wmh::testing
