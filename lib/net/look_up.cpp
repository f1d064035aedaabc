// The system's lookup blocks a thread of Asio's own and cannot be stopped. So nobody waits for it:
// the call waits for a timer, which the lookup's end cancels.
#include "net/http_call.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using asio::ip::tcp;

struct Lookup {
  explicit Lookup(const asio::any_io_executor& executor) : resolver(executor), timer(executor) {}
  tcp::resolver resolver;
  asio::steady_timer timer;
  bool done = false;
  boost::system::error_code error{};
  std::vector<tcp::endpoint> addresses{};

  void end(const boost::system::error_code& failure, std::vector<tcp::endpoint> found) {
    done = true;
    error = failure;
    addresses = std::move(found);
    timer.cancel();
  }
};

void ask_system(const std::shared_ptr<Lookup>& lookup, const std::string& host,
                std::uint16_t port) {
  lookup->resolver.async_resolve(
      host, std::to_string(port), tcp::resolver::numeric_service,
      [lookup](boost::system::error_code error, tcp::resolver::results_type results) {
        std::vector<tcp::endpoint> addresses;
        for (const auto& each : results)
          addresses.push_back(each.endpoint());
        lookup->end(error, std::move(addresses));
      });
}

void start(const std::shared_ptr<Lookup>& lookup, const NameLookup& by, const std::string& host,
           std::uint16_t port) {
  if (!by) return ask_system(lookup, host, port);
  by(host, port, [lookup](boost::system::error_code error, std::vector<tcp::endpoint> addresses) {
    lookup->end(error, std::move(addresses));
  });
}

Error not_found(const HttpCall& call, const std::string& host,
                const boost::system::error_code& error) {
  const bool again = error == asio::error::host_not_found_try_again;
  const std::string_view advice = again ? "try again" : "check the name in the URL";
  return failure(again ? Reason::name_unanswered : Reason::name_unknown,
                 fmt::format("{}: no address of '{}': {}; {}", call.route.origin, host,
                             error.message(), advice));
}

}  // namespace

Task<std::vector<tcp::endpoint>> look_up(CorePtr core, CallPtr call, std::string host,
                                         std::uint16_t port) {
  boost::system::error_code no_address;
  const auto address = asio::ip::make_address(host, no_address);
  if (!no_address) co_return std::vector<tcp::endpoint>(1, tcp::endpoint(address, port));

  const Limit limit = limit_of(*call, call->options.timeouts.lookup, Reason::name_unanswered);
  const asio::any_io_executor executor = co_await asio::this_coro::executor;
  const auto lookup = std::make_shared<Lookup>(executor);
  lookup->timer.expires_at(limit.at);
  start(lookup, core->options.name_lookup, host, port);
  boost::system::error_code waited;
  if (!lookup->done) {
    auto [woken] = co_await lookup->timer.async_wait(asio::as_tuple(asio::use_awaitable));
    waited = woken;
  }
  if (lookup->done && lookup->error) co_return not_found(*call, host, lookup->error);
  if (lookup->done && !call->cancelled) co_return std::move(lookup->addresses);
  lookup->resolver.cancel();
  if (!waited) waited = boost::beast::error::timeout;
  co_return explain(*call, waited, limit);
}

}  // namespace detail
WMH_END_NAMESPACE
