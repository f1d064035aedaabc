#include "arguments.hpp"
#include "cli.hpp"
#include "console.hpp"
#include "options.hpp"
#include "serve_options.hpp"
#include "serving.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <csignal>

namespace wmh::cli {
namespace {

constexpr std::chrono::seconds expiry_interval{30};

/// A server from its start to its end: signals and the expiry of sessions, on the calling thread.
class Service {
 public:
  Service(Serving& serving, server::Server& server, const ServeLog& log)
      : serving_(serving), server_(server), log_(log) {}

  /// Returns when a signal has ended it.
  void run() {
    wait_for_signal();
    wait_for_expiry();
    context_.run();
  }

 private:
  void wait_for_signal() {
    signals_.async_wait([this](const boost::system::error_code& cancelled, int signal) {
      if (cancelled) return;
      if (signal != SIGHUP) return end(signal);
      if (serving_.traces()) serving_.traces()->reopen();
      const auto reloaded = server_.reload_tls();
      if (reloaded) log_.write("info", "tls.reloaded", {});
      if (!reloaded)
        log_.write("error", "tls.kept", {{"why", boost::json::string(reloaded.error().message())}});
      wait_for_signal();
    });
  }

  void end(int signal) {
    log_.write("info", "draining", {{"signal", signal}});
    signals_.cancel();
    expiry_.cancel();
    context_.stop();
  }

  void wait_for_expiry() {
    expiry_.expires_after(expiry_interval);
    expiry_.async_wait([this](const boost::system::error_code& cancelled) {
      if (cancelled) return;
      const auto ended = serving_.end_idle_sessions();
      if (ended && *ended > 0) log_.write("info", "sessions.expired", {{"count", *ended}});
      if (!ended)
        log_.write("error", "sessions.kept",
                   {{"why", boost::json::string(ended.error().message())}});
      wait_for_expiry();
    });
  }

  Serving& serving_;
  server::Server& server_;
  const ServeLog& log_;
  asio::io_context context_{1};
  asio::signal_set signals_{context_, SIGINT, SIGTERM, SIGHUP};
  asio::steady_timer expiry_{context_};
};

/// Failures of the server's own side are always told, the rest where it is asked for.
auto request_logger(const ServeLog& log, bool all) {
  return [&log, all](const server::RequestHead& head, const std::string& id, int status,
                     double seconds) {
    if (!all && status < 500) return;
    log.write(status < 500 ? "info" : "warning", "request",
              {{"id", boost::json::string(id)},
               {"peer", boost::json::string(head.peer)},
               {"method", boost::json::string(head.method)},
               {"path", boost::json::string(head.path)},
               {"status", status},
               {"seconds", seconds}});
  };
}

void announce(const std::string& url, const std::vector<std::string>& names, Console& console,
              const ServeLog& log, bool as_json) {
  boost::json::array models;
  for (const std::string& name : names)
    models.push_back(boost::json::string(name));
  console.json({{"url", url}, {"world_models", models}});
  (void)console.flush();
  if (as_json)
    return log.write("info", "serving",
                     {{"url", boost::json::string(url)}, {"world_models", std::move(models)}});
  console.notice(fmt::format("serving {} at {}", fmt::join(names, ", "), url));
}

/// What the requests under way leave of the time, and at least a second, is for the traces.
void drain(server::Server& server, TraceOut* traces, std::chrono::milliseconds patience) {
  const auto end = std::chrono::steady_clock::now() + patience;
  server.drain(patience);
  const auto left =
      std::chrono::ceil<std::chrono::milliseconds>(end - std::chrono::steady_clock::now());
  if (traces) traces->finish(std::max<std::chrono::milliseconds>(left, std::chrono::seconds(1)));
}

std::string url_of(const server::ServerOptions& options, std::uint16_t port) {
  const bool is_v6 = options.http.host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", options.http.tls_certificate.empty() ? "http" : "https",
                     is_v6 ? "[" : "", options.http.host, is_v6 ? "]" : "", port);
}

int run(const Arguments& arguments, Console& console) {
  auto options = server_options(arguments);
  if (!options) return fail(console, options.error());
  auto serving = Serving::open(arguments, console);
  if (!serving) return fail(console, serving.error());
  const bool as_json = arguments.text(opt::log_format) == "json";
  const ServeLog log(console, as_json);
  options->answered = request_logger(log, arguments.flag(opt::log_requests));
  options->spent = [&] {
    return (*serving)->spent();
  };
  if (arguments.flag(opt::builds)) {
    options->uploads.folder = std::filesystem::path(arguments.text(opt::root)) / "uploads";
    options->builder = [&](const server::BuildRequest& request,
                           std::shared_ptr<Observer> progress) {
      return (*serving)->build(request, std::move(progress));
    };
  }
  if ((*serving)->kept_sessions())
    options->kept_sessions = [&] {
      return (*serving)->kept_sessions().value_or(0);
    };
  if (TraceOut* traces = (*serving)->traces())
    options->traces = [traces] {
      return traces->counts();
    };
  auto server = server::Server::open(*options, (*serving)->models());
  if (!server) return fail(console, server.error());
  announce(url_of(*options, (*server)->port()), (*serving)->names(), console, log, as_json);
  Service(**serving, **server, log).run();
  drain(**server, (*serving)->traces(), std::chrono::seconds(arguments.whole(opt::drain)));
  if (const auto saved = (*serving)->save_records(); !saved) console.error(saved.error().message());
  return exit_ok;
}

constexpr auto options = opt::join(opt::serve, opt::language, opt::common);
constexpr Example examples[] = {
    {"wmh serve", "Serve all models on this machine; see http://127.0.0.1:8000."},
    {"wmh serve --trace-out served.otel.jsonl",
     "Keep what agents do, for wmh build --file served.otel.jsonl."},
    {"wmh serve --name airline --port 9000 --sessions memory:", "One model, throw-away sessions."},
    {"wmh serve --host 0.0.0.0 --api-key-file keys.txt --tls-cert cert.pem --tls-key key.pem",
     "For other machines."}};

}  // namespace

const Command serve_command{
    .name = "serve",
    .summary = "Serve world models over HTTP.",
    .details =
        "Agents step sessions by HTTP; a page at / shows them. Every step is kept before it is "
        "answered, so sessions go on after a restart. It listens on this machine alone unless "
        "--host says otherwise. SIGTERM and Ctrl-C let requests under way end first.",
    .options = options,
    .examples = examples,
    .run = run};

}  // namespace wmh::cli
