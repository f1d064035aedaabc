// Queries go out in libpq's pipeline mode: all at once, and one Sync behind them, which makes them
// one transaction. The socket never blocks: both sides may have more to say than fits into it.
#include "sessions/postgres_connection.hpp"

#include <fmt/format.h>

#include <libpq-fe.h>
#include <poll.h>

namespace wmh::server::postgres {
namespace {

constexpr std::chrono::seconds answer_patience{30};

// Reads need the newest version, whatever the database's default; a replica whose machine is gone
// must lose its locks in seconds; and one plan is good for all sessions.
constexpr const char* settings =
    "SET default_transaction_isolation = 'read committed'; SET statement_timeout = '20s';"
    "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;"
    "SET plan_cache_mode = force_generic_plan; SET jit = off; SET client_min_messages = error";

constexpr const char* keywords[] = {"connect_timeout",
                                    "fallback_application_name",
                                    "target_session_attrs",
                                    "tcp_user_timeout",
                                    "keepalives_idle",
                                    "keepalives_interval",
                                    "keepalives_count",
                                    "dbname",
                                    nullptr};

struct ResultEnd {
  void operator()(pg_result* result) const { PQclear(result); }
};
using OwnedResult = std::unique_ptr<pg_result, ResultEnd>;

/// Whether the server cannot be talked to, as opposed to having refused one statement.
bool means_lost(std::string_view state) {
  for (const char* each : {"57P", "08", "53300", "25006"})
    if (state.starts_with(each)) return true;
  return false;
}

errc code_for(std::string_view state) {
  if (state == "57014") return errc::timed_out;
  if (state == "40001" || state == "40P01") return errc::session_busy;
  return errc::io;
}

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, text.find('\n')));
}

}  // namespace

void Connection::close(pg_conn* handle) {
  PQfinish(handle);
}

Error Connection::gone(std::string_view why) {
  handle_.reset();
  prepared_.clear();
  return Error(errc::network, address_->without_secrets(fmt::format("session database: {}", why)))
      .with_retry_after(std::chrono::seconds(1));
}

Error Connection::take_leave() {
  const std::string why = first_line(PQerrorMessage(handle_.get()));
  return gone(why.empty() ? "the connection broke" : why);
}

Error Connection::error_of(const pg_result* result) {
  const char* state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  const char* text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  if (!state || !text || means_lost(state)) return gone(text ? text : "the connection broke");
  return {code_for(state), fmt::format("session database: {} ({})", text, state)};
}

Result<Connection> Connection::open(const Address& address) {
  // What the address says comes last and wins.
  const char* values[] = {"5", "wmh", "read-write",          "10000", "10",
                          "5", "3",   address.url().c_str(), nullptr};
  Connection connection(PQconnectdbParams(keywords, values, 1), address);
  pg_conn* const handle = connection.handle_.get();
  if (PQstatus(handle) != CONNECTION_OK) return connection.take_leave();
  PQsetNoticeProcessor(
      handle, [](void*, const char*) {}, nullptr);
  if (auto set = connection.execute(settings); !set) return std::move(set).error();
  if (PQsetnonblocking(handle, 1) != 0) return connection.take_leave();
  return connection;
}

Result<Rows> Connection::execute(const std::string& sql) {
  if (lost()) return gone("the connection broke");
  OwnedResult result(PQexec(handle_.get(), sql.c_str()));
  const auto status = PQresultStatus(result.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return Rows(result.release());
  return error_of(result.get());
}

Result<std::vector<Rows>> Connection::run(std::span<const Query* const> queries) {
  if (lost()) return gone("the connection broke");
  deadline_ = Clock::now() + answer_patience;
  if (PQpipelineStatus(handle_.get()) == PQ_PIPELINE_OFF && !PQenterPipelineMode(handle_.get()))
    return take_leave();
  std::vector<Expected> expected;
  for (const Query* query : queries)
    if (!send(*query, expected)) return take_leave();
  if (!PQpipelineSync(handle_.get())) return take_leave();
  auto results = read(expected);
  if (!results) return std::move(results).error();
  if (results->failure) return std::move(*results->failure);
  return std::move(results->rows);
}

bool Connection::send(const Query& query, std::vector<Expected>& expected) {
  const Statement& statement = query.statement();
  if (!prepared_.contains(&statement)) {
    if (!PQsendPrepare(handle_.get(), statement.name, statement.sql, 0, nullptr)) return false;
    expected.push_back({&statement});
    prepared_.insert(&statement);
  }
  std::vector<const char*> values;
  std::vector<int> lengths;
  for (const auto& value : query.values()) {
    values.push_back(value ? value->data() : nullptr);
    lengths.push_back(value ? static_cast<int>(value->size()) : 0);
  }
  const std::vector<int> formats(values.size(), 1);
  expected.push_back({nullptr});
  return PQsendQueryPrepared(handle_.get(), statement.name, static_cast<int>(values.size()),
                             values.data(), lengths.data(), formats.data(), 1) == 1;
}

Result<Connection::Results> Connection::read(const std::vector<Expected>& expected) {
  Results results;
  for (const Expected& each : expected) {
    const auto next = next_result();
    if (!next) return next.error();
    OwnedResult result(*next);
    const auto status = PQresultStatus(result.get());
    const bool done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
    if (!done && each.prepared) prepared_.erase(each.prepared);
    if (status == PGRES_FATAL_ERROR && !results.failure) results.failure = error_of(result.get());
    if (lost()) return std::move(*results.failure);
    if (done && !each.prepared) results.rows.emplace_back(result.release());
    PQgetResult(handle_.get());  // the null behind each query's result
  }
  if (auto ended = read_end(results); !ended) return std::move(ended).error();
  return results;
}

Result<Done> Connection::read_end(Results& results) {
  for (;;) {
    const auto next = next_result();
    if (!next) return next.error();
    const OwnedResult result(*next);
    if (PQresultStatus(result.get()) == PGRES_PIPELINE_SYNC) return Done{};
    results.failure = error_of(result.get());
    if (lost()) return std::move(*results.failure);
  }
}

Result<pg_result*> Connection::next_result() {
  for (int left = PQflush(handle_.get()); left != 0; left = PQflush(handle_.get()))
    if (left < 0 || !move_bytes()) return take_leave();
  while (PQisBusy(handle_.get()))
    if (!move_bytes()) return take_leave();
  if (pg_result* result = PQgetResult(handle_.get())) return result;
  return take_leave();
}

/// Waits until the socket can do something, and lets it. False: it is of no use any more.
bool Connection::move_bytes() {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now());
  const bool sending = PQflush(handle_.get()) == 1;
  pollfd socket{PQsocket(handle_.get()), static_cast<short>(sending ? POLLIN | POLLOUT : POLLIN),
                0};
  if (left.count() <= 0) return false;
  if (::poll(&socket, 1, static_cast<int>(left.count())) < 0) return errno == EINTR;
  return (socket.revents & (POLLIN | POLLHUP | POLLERR)) == 0 || PQconsumeInput(handle_.get()) == 1;
}

}  // namespace wmh::server::postgres
