#include "session_place.hpp"

#include "arguments.hpp"
#include "options.hpp"
#include "serve_options.hpp"
#include "sessions/postgres_sessions.hpp"
#include "sessions/sqlite_sessions.hpp"

#include <filesystem>

namespace wmh::cli {
namespace {

constexpr std::string_view sqlite_prefix = "sqlite:";
constexpr std::string_view in_memory = "memory:";

using Place = Result<std::shared_ptr<server::KeptSessions>>;

Place in_sqlite(const Arguments& arguments, std::filesystem::path file) {
  server::SqliteOptions options;
  options.file = std::move(file);
  options.max_sessions = arguments.whole(opt::max_sessions);
  options.max_sessions_of_owner = arguments.whole(opt::max_sessions_per_key);
  auto sessions = server::SqliteSessions::open(std::move(options));
  if (!sessions) return std::move(sessions).error();
  return std::shared_ptr<server::KeptSessions>(std::move(*sessions));
}

Place in_postgres(const Arguments& arguments, std::string url) {
  server::PostgresOptions options;
  options.url = std::move(url);
  options.max_sessions = arguments.whole(opt::max_sessions);
  options.max_sessions_of_owner = arguments.whole(opt::max_sessions_per_key);
  auto sessions = server::PostgresSessions::open(std::move(options));
  if (!sessions) return std::move(sessions).error();
  return std::shared_ptr<server::KeptSessions>(std::move(*sessions));
}

}  // namespace

Place open_kept_sessions(const Arguments& arguments) {
  const auto place = arguments.optional(opt::sessions);
  if (!place)
    return in_sqlite(arguments,
                     std::filesystem::path(arguments.text(opt::root)) / "sessions.sqlite");
  if (*place == in_memory) return std::shared_ptr<server::KeptSessions>();
  if (place->starts_with("postgres://") || place->starts_with("postgresql://"))
    return in_postgres(arguments, *place);
  if (place->starts_with(sqlite_prefix) && place->size() > sqlite_prefix.size())
    return in_sqlite(arguments, place->substr(sqlite_prefix.size()));
  // What was given may hold a password.
  return Error(errc::invalid_argument, "must be sqlite:FILE, postgres://... or memory:");
}

}  // namespace wmh::cli
