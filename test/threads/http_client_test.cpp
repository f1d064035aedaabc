#include "net/http_client.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/retrying_client.hpp"
#include "support/fault_server.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_future.hpp>

#include <future>

/// Asio 1.26 counts the references of an executor with a fence, which ThreadSanitizer does not see.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" const char* __tsan_default_suppressions() {
  return "race:boost::asio::execution::detail::shared_target_executor";
}

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;
using testing::FaultServer;
using testing::IsOk;
using testing::Peer;

void answer_all(Peer& peer) {
  while (!peer.read_request().empty())
    peer.reply("ok");
}

HttpRequest request_for(std::string url) {
  HttpRequest request;
  request.url = std::move(url);
  return request;
}

TEST(HttpClientThreads, CallsComeFromAnyThread) {
  FaultServer server(answer_all);
  asio::thread_pool pool(4);
  auto client = HttpClient::make(pool.get_executor(), {}).value();
  std::vector<std::future<HttpOutcome>> outcomes;
  for (int i = 0; i < 200; ++i)
    outcomes.push_back(
        asio::co_spawn(pool, client->send(request_for(server.url()), {}), asio::use_future));
  for (auto& outcome : outcomes)
    EXPECT_THAT(outcome.get().response, IsOk());
  client.reset();
  pool.join();
}

TEST(HttpClientThreads, CallsComeFromOtherContexts) {
  FaultServer server(answer_all);
  asio::thread_pool pool(1);
  auto client = HttpClient::make(pool.get_executor(), {}).value();
  const RetryingClient retrying(client, {});
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      asio::io_context context(1);
      RetryingClient own = retrying;
      auto outcome =
          asio::co_spawn(context, own.send(request_for(server.url()), {}), asio::use_future);
      context.run();
      EXPECT_THAT(outcome.get().response, IsOk());
    });
  for (auto& thread : threads)
    thread.join();
  client.reset();
  pool.join();
}

TEST(HttpClientThreads, CancellationComesFromAnotherContext) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.sees_close(5s);
  });
  asio::thread_pool pool(2);
  auto client = HttpClient::make(pool.get_executor(), {}).value();
  for (int i = 0; i < 20; ++i) {
    asio::io_context context(1);
    asio::cancellation_signal cancel;
    asio::steady_timer timer(context, std::chrono::milliseconds(i));
    timer.async_wait([&](auto) { cancel.emit(asio::cancellation_type::terminal); });
    auto outcome = asio::co_spawn(context, client->send(request_for(server.url()), {}),
                                  asio::bind_cancellation_slot(cancel.slot(), asio::use_future));
    context.run();
    EXPECT_EQ(outcome.get().reason, Reason::cancelled);
  }
  client.reset();
  pool.join();
}

TEST(HttpClientThreads, DestroyedWhileCallsAreUnderWay) {
  FaultServer server([](Peer& peer) {
    peer.read_request();
    peer.sees_close(5s);
  });
  asio::thread_pool pool(4);
  auto client = HttpClient::make(pool.get_executor(), {}).value();
  std::vector<std::future<HttpOutcome>> outcomes;
  for (int i = 0; i < 50; ++i)
    outcomes.push_back(
        asio::co_spawn(pool, client->send(request_for(server.url()), {}), asio::use_future));
  std::this_thread::sleep_for(50ms);
  client.reset();
  for (auto& outcome : outcomes)
    EXPECT_EQ(outcome.get().reason, Reason::cancelled);
  pool.join();
}

}  // namespace
}  // namespace wmh::detail
