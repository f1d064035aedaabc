#include "arguments.hpp"
#include "eval_options.hpp"
#include "open_files.hpp"
#include "options.hpp"
#include "serve_options.hpp"
#include "serving.hpp"

#include <boost/asio/ip/address.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

bool is_loopback(const std::string& host) {
  if (host == "localhost") return true;
  boost::system::error_code problem;
  const auto address = asio::ip::make_address(host, problem);
  return !problem && address.is_loopback();
}

Result<server::AccessOptions> access_options(const Arguments& arguments, const std::string& host) {
  server::AccessOptions access;
  access.origins = arguments.all(opt::allow_origin);
  access.hosts = arguments.all(opt::allow_host);
  access.requests_per_second = arguments.number(opt::max_request_rate);
  if (const auto file = arguments.optional(opt::api_key_file)) {
    auto keys = server::read_api_keys(*file);
    if (!keys) return std::move(keys).error().in("--api-key-file");
    access.keys = std::move(*keys);
  }
  // What a browser on this machine may be told to ask for by a name that somebody else's page has.
  if (is_loopback(host))
    for (const char* name : {"localhost", "127.0.0.1", "[::1]"})
      access.hosts.emplace_back(name);
  if (!is_loopback(host) && access.keys.empty() && !arguments.flag(opt::insecure))
    return Error(errc::invalid_argument,
                 fmt::format("--host {} lets other machines in: give --api-key-file, or --insecure "
                             "to let anybody step and spend",
                             host));
  return access;
}

}  // namespace

Result<server::ServerOptions> server_options(const Arguments& arguments) {
  server::ServerOptions options;
  options.http.host = arguments.text(opt::host);
  options.http.port = static_cast<std::uint16_t>(arguments.whole(opt::port));
  options.http.threads = arguments.whole(opt::threads);
  options.http.max_connections =
      std::min(arguments.whole(opt::max_connections), share_files(raise_open_files()).connections);
  options.http.tls_certificate = arguments.optional(opt::tls_certificate).value_or("");
  options.http.tls_key = arguments.optional(opt::tls_key).value_or("");
  if (options.http.tls_certificate.empty() != options.http.tls_key.empty())
    return Error(errc::invalid_argument, "--tls-cert and --tls-key go together: give both");
  auto access = access_options(arguments, options.http.host);
  if (!access) return std::move(access).error();
  options.access = std::move(*access);
  options.results = results_of(arguments);
  options.max_body = arguments.whole(opt::max_body);
  return options;
}

}  // namespace wmh::cli
