#pragma once

#include "option.hpp"
#include "trace_place.hpp"

#include <array>

// The options of `wmh serve`.
namespace wmh::cli::opt {

inline constexpr Option serve_name{.name = "name",
                                   .placeholder = "NAME",
                                   .help = "A world model to serve. Without it all that are built.",
                                   .repeatable = true,
                                   .offer = Offer::models};
inline constexpr Option host{.name = "host",
                             .placeholder = "ADDRESS",
                             .help =
                                 "Where to listen. Beyond this machine it needs --api-key-file or "
                                 "--insecure.",
                             .fallback = "127.0.0.1"};
inline constexpr Option port{.name = "port",
                             .placeholder = "PORT",
                             .help = "0 takes any free one.",
                             .fallback = "8000",
                             .takes = Takes::whole,
                             .least = 0,
                             .most = 65535};
inline constexpr Option sessions{
    .name = "sessions",
    .placeholder = "PLACE",
    .help =
        "Where sessions are kept: sqlite:FILE (without this option sessions.sqlite under the "
        "root), postgres://USER@HOST/DATABASE to share them between servers, or memory: to "
        "forget them at the end.",
    .offer = Offer::files};
inline constexpr Option session_idle{.name = "session-idle",
                                     .placeholder = "SECONDS",
                                     .help = "A session without a step for so long ends.",
                                     .fallback = "86400",
                                     .takes = Takes::whole,
                                     .least = 1};
inline constexpr Option max_sessions{.name = "max-sessions",
                                     .placeholder = "COUNT",
                                     .help = "Open sessions of all models.",
                                     .fallback = "100000",
                                     .takes = Takes::whole,
                                     .least = 1};
inline constexpr Option max_sessions_in_memory{
    .name = "max-sessions-in-memory",
    .placeholder = "COUNT",
    .help = "Of each model; the others are read when they are needed.",
    .fallback = "10000",
    .takes = Takes::whole,
    .least = 1};
inline constexpr Option max_history{.name = "max-history",
                                    .placeholder = "STEPS",
                                    .help = "Steps of a session that are kept.",
                                    .fallback = "1000",
                                    .takes = Takes::whole,
                                    .least = 1};
inline constexpr Option builds{.name = "builds",
                               .help = "Let clients upload traces and have models built.",
                               .takes = Takes::nothing};
inline constexpr Option api_key_file{
    .name = "api-key-file",
    .placeholder = "FILE",
    .help = "Callers must show one of its keys. One a line: SECRET or LABEL:SECRET.",
    .offer = Offer::files};
inline constexpr Option insecure{.name = "insecure",
                                 .help = "Listen beyond this machine without keys.",
                                 .takes = Takes::nothing};
inline constexpr Option tls_certificate{.name = "tls-cert",
                                        .placeholder = "FILE",
                                        .help =
                                            "PEM, with its chain: serve HTTPS. SIGHUP reads it "
                                            "and the key again.",
                                        .offer = Offer::files};
inline constexpr Option tls_key{.name = "tls-key",
                                .placeholder = "FILE",
                                .help = "PEM: the key of the certificate.",
                                .offer = Offer::files};
inline constexpr Option allow_origin{
    .name = "allow-origin",
    .placeholder = "ORIGIN",
    .help = "Pages of this origin may call the server, as https://example.com.",
    .repeatable = true};
inline constexpr Option allow_host{
    .name = "allow-host",
    .placeholder = "NAME",
    .help = "A name this server may be asked by, beside its address.",
    .repeatable = true};
inline constexpr Option max_connections{.name = "max-connections",
                                        .placeholder = "COUNT",
                                        .help =
                                            "Further ones are told 503. Fewer where fewer files "
                                            "may be open.",
                                        .fallback = "20000",
                                        .takes = Takes::whole,
                                        .least = 1};
inline constexpr Option max_body{.name = "max-body",
                                 .placeholder = "BYTES",
                                 .help = "Of a request.",
                                 .fallback = "4194304",
                                 .takes = Takes::whole,
                                 .least = 1024};
inline constexpr Option max_request_rate{
    .name = "max-request-rate",
    .placeholder = "PER_SECOND",
    .help = "Requests of one key, or of one address where there are no keys. 0: any number.",
    .fallback = "0",
    .takes = Takes::amount};
inline constexpr Option max_sessions_per_key{.name = "max-sessions-per-key",
                                             .placeholder = "COUNT",
                                             .help = "Open sessions of one key. 0: any number.",
                                             .fallback = "0",
                                             .takes = Takes::whole,
                                             .least = 0};
inline constexpr Option threads{.name = "threads",
                                .placeholder = "COUNT",
                                .help = "That answer; 0: as many as there are processors.",
                                .fallback = "0",
                                .takes = Takes::whole,
                                .least = 0,
                                .most = 1024};
inline constexpr std::string_view log_formats[] = {"text", "json"};
inline constexpr Option log_format{.name = "log-format",
                                   .placeholder = "FORMAT",
                                   .help = "Of the lines on standard error.",
                                   .fallback = "text",
                                   .choices = log_formats};
inline constexpr Option log_requests{.name = "log-requests",
                                     .help = "A line for each request, not only for failures.",
                                     .takes = Takes::nothing};
inline constexpr Option drain{.name = "drain-seconds",
                              .placeholder = "SECONDS",
                              .help = "What SIGTERM leaves to requests under way.",
                              .fallback = "30",
                              .takes = Takes::whole,
                              .least = 0};

inline constexpr std::array<const Option*, 25> serve{&serve_name,
                                                     &host,
                                                     &port,
                                                     &sessions,
                                                     &session_idle,
                                                     &max_sessions,
                                                     &max_sessions_in_memory,
                                                     &max_history,
                                                     &trace_out,
                                                     &builds,
                                                     &api_key_file,
                                                     &insecure,
                                                     &tls_certificate,
                                                     &tls_key,
                                                     &allow_origin,
                                                     &allow_host,
                                                     &max_connections,
                                                     &max_body,
                                                     &max_request_rate,
                                                     &max_sessions_per_key,
                                                     &threads,
                                                     &log_format,
                                                     &log_requests,
                                                     &drain,
                                                     &results_root};
}  // namespace wmh::cli::opt
