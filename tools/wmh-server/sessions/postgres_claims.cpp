#include "sessions/postgres_claims.hpp"

#include "sessions/postgres_tables.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <fmt/format.h>

namespace wmh::server::postgres {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds first_wait = 1ms;
constexpr std::chrono::milliseconds longest_wait = 64ms;

constexpr std::chrono::milliseconds longest_retry = 5s;

constexpr Statement lock_sql{"lock", "SELECT pg_try_advisory_lock($1::bigint)"};
constexpr Statement unlock_sql{"unlock", "SELECT pg_advisory_unlock($1::bigint)"};

Query with_key(const Statement& statement, std::int64_t key) {
  Query query(statement);
  query.bind(key);
  return query;
}

/// FNV-1a: the same in every process. Two sessions of one key merely wait for each other.
std::int64_t key_of(const SessionId& id) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char each : "wmh session " + id.str())
    hash = (hash ^ static_cast<unsigned char>(each)) * 0x100000001b3;
  return static_cast<std::int64_t>(hash);
}

Error busy(const SessionId& id) {
  return Error(errc::session_busy,
               fmt::format("session {} is being stepped by another process", id.str()))
      .with_retry_after(1s);
}

}  // namespace

Claims::Claims(Address address, std::chrono::milliseconds patience)
    : patience_(patience),
      pool_(std::move(address), 1, longest_retry,
            {.connected = [this](Connection& connection) { take_again(connection); },
             // An answer that says whether a lock is held must not be in doubt.
             .disconnect_on_failure = true}) {}

bool Claims::begin(std::int64_t key) {
  const std::lock_guard lock(mutex_);
  return held_.try_emplace(key, false).second;
}

void Claims::end(std::int64_t key) {
  const std::lock_guard lock(mutex_);
  held_.erase(key);
}

/// Ends what begin() began when the caller is cancelled before he could ask.
class Claims::Asking {
 public:
  Asking(Claims& claims, std::int64_t key) : claims_(&claims), key_(key) {}
  ~Asking() {
    if (claims_) claims_->end(key_);
  }
  Asking(const Asking&) = delete;
  Asking& operator=(const Asking&) = delete;
  void answered() noexcept { claims_ = nullptr; }

 private:
  Claims* claims_;
  std::int64_t key_;
};

Task<std::int64_t> Claims::take(std::string model, SessionId id) {
  const auto executor = co_await asio::this_coro::executor;
  const auto deadline = std::chrono::steady_clock::now() + patience_;
  for (auto wait = first_wait;; wait = std::min(wait * 2, longest_wait)) {
    auto version = co_await try_to_take(model, id);
    if (!version) co_return std::move(version).error();
    if (*version) co_return **version;
    if (std::chrono::steady_clock::now() + wait > deadline) co_return busy(id);
    asio::steady_timer timer(executor, wait);
    const auto [cancelled] = co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
    if (cancelled) co_return Error(errc::cancelled, "waiting for a session was cancelled");
  }
}

Task<std::optional<std::int64_t>> Claims::try_to_take(std::string model, SessionId id) {
  const std::int64_t key = key_of(id);
  // One connection would get a lock that it has already.
  if (!begin(key)) co_return std::optional<std::int64_t>();
  Asking asking(*this, key);
  // Two statements: the second sees what the last holder of the lock has committed.
  Request request;
  request.queries.push_back(with_key(lock_sql, key));
  request.queries.push_back(tables::version_of(model, id));
  JobOf<std::optional<std::int64_t>>::Read read = [this, key, id](Result<Answers> answers) {
    return taken(key, id, std::move(answers));
  };
  auto version =
      co_await pool_.run<std::optional<std::int64_t>>(std::move(request), std::move(read));
  asking.answered();
  co_return version;
}

Result<std::optional<std::int64_t>> Claims::taken(std::int64_t key, const SessionId& id,
                                                  Result<Answers> answers) {
  if (!answers) {
    end(key);
    return std::move(answers).error();
  }
  if (!answers->rows[0].truth(0, 0)) {
    end(key);
    return std::optional<std::int64_t>();
  }
  {
    const std::lock_guard lock(mutex_);
    held_[key] = true;
  }
  const Rows& version = answers->rows[1];
  if (version.size() > 0) return std::optional(version.number(0, 0));
  release(id);
  return Error(errc::not_found, fmt::format("session {} ended meanwhile", id.str()));
}

void Claims::release(const SessionId& id) noexcept {
  const std::int64_t key = key_of(id);
  end(key);
  Request request;
  request.queries.push_back(with_key(unlock_sql, key));
  pool_.post(std::move(request));
}

void Claims::take_again(Connection& connection) {
  std::vector<Query> locks;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [key, held] : held_)
      if (held) locks.push_back(with_key(lock_sql, key));
  }
  std::vector<const Query*> queries;
  for (const Query& each : locks)
    queries.push_back(&each);
  if (!queries.empty()) (void)connection.run(queries);
}

}  // namespace wmh::server::postgres
