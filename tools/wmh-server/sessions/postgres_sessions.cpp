#include "sessions/postgres_sessions.hpp"

#include "sessions/postgres_claims.hpp"
#include "sessions/postgres_tables.hpp"

#include <fmt/format.h>

#include <atomic>
#include <random>

namespace wmh::server {
namespace {

using postgres::Answers;
using postgres::Request;
namespace tables = postgres::tables;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds count_interval{5};

std::int64_t new_token() {
  thread_local std::mt19937_64 random{std::random_device{}() ^ std::uint64_t{std::random_device{}()}
                                                                   << 32};
  return static_cast<std::int64_t>(random());
}

/// What reads answers, where there are any.
template <class T, class F>
std::function<Result<T>(Result<Answers>)> reading(F read) {
  return [read = std::move(read)](Result<Answers> answers) -> Result<T> {
    if (!answers) return std::move(answers).error();
    return read(*answers);
  };
}

}  // namespace

struct PostgresSessions::Impl {
  Impl(PostgresOptions given, const postgres::Address& address, std::size_t sessions)
      : options(std::move(given)),
        kept(sessions),
        claims(address, options.claim_patience),
        pool(address, options.connections, options.outage_patience) {}

  std::optional<double> now() const {
    return options.clock ? std::optional(options.clock()) : std::nullopt;
  }

  /// Counts what other processes have opened and ended.
  Task<Done> count_again() {
    auto read = reading<Done>([this](const Answers& answers) -> Result<Done> {
      kept = tables::number_from(answers);
      return Done{};
    });
    co_return co_await pool.run<Done>(tables::count(), std::move(read));
  }
  bool is_time_to_count() {
    auto last = counted.load();
    const auto time = Clock::now();
    return time - last > count_interval && counted.compare_exchange_strong(last, time);
  }

  const PostgresOptions options;
  std::atomic<std::size_t> kept;
  std::atomic<Clock::time_point> counted{Clock::now()};
  postgres::Claims claims;
  postgres::Pool pool;  // these two last: their jobs use the rest
};

/// Jobs hold what they need by value; they may run after the caller has gone.
class PostgresSessions::Store final : public SessionStore {
 public:
  Store(std::shared_ptr<Impl> impl, std::string model)
      : impl_(std::move(impl)), model_(std::move(model)) {}

  bool keeps_sessions() const noexcept override { return true; }

  Task<Done> create(KeptSession session) override {
    if (impl_->is_time_to_count())
      if (auto counted = co_await impl_->count_again(); !counted) co_return counted;
    const std::size_t most = impl_->options.max_sessions;
    if (impl_->kept >= most)
      co_return Error(errc::limit_reached,
                      fmt::format("{} sessions are kept; end some or raise the limit", most));
    const std::size_t most_of_owner = impl_->options.max_sessions_of_owner;
    auto read =
        reading<Done>([impl = impl_.get(), id = session.id, most_of_owner](const Answers& answers) {
          auto inserted = tables::inserted(answers, id, most_of_owner);
          if (inserted) ++impl->kept;
          return inserted;
        });
    Request request = tables::insert(change(), session, most_of_owner);
    co_return co_await impl_->pool.run<Done>(std::move(request), std::move(read));
  }

  Task<std::optional<KeptSession>> load(SessionId id) override {
    Request request = tables::read(model_, id);
    auto read = reading<std::optional<KeptSession>>(
        [id = std::move(id)](const Answers& answers) { return tables::session_from(answers, id); });
    co_return co_await impl_->pool.run<std::optional<KeptSession>>(std::move(request),
                                                                   std::move(read));
  }

  Task<Done> save(SessionId id, std::shared_ptr<const SessionChange> changed) override {
    Request request = tables::save(change(), id, *changed);
    auto read = reading<Done>(
        [id = std::move(id)](const Answers& answers) { return tables::saved(answers, id); });
    co_return co_await impl_->pool.run<Done>(std::move(request), std::move(read));
  }

  Task<std::optional<UsageRecord>> remove(SessionId id) override {
    // Read first: where the answer to the removal is lost, nothing is left to read.
    auto read_usage = reading<std::optional<UsageRecord>>(
        [id](const Answers& answers) { return tables::usage_from(answers, id); });
    Request first = tables::usage_of(model_, id);
    auto before = co_await impl_->pool.run<std::optional<UsageRecord>>(std::move(first),
                                                                       std::move(read_usage));
    if (!before || !*before) co_return before;
    Request request = tables::remove(model_, id);
    auto read = reading<std::optional<UsageRecord>>(
        [impl = impl_.get(), id = std::move(id), before = std::move(**before)](
            const Answers& answers) -> Result<std::optional<UsageRecord>> {
          auto used = tables::usage_from(answers, id);
          if (used && !*used && answers.repeated) used = std::optional(before);
          if (used && *used) --impl->kept;
          return used;
        });
    co_return co_await impl_->pool.run<std::optional<UsageRecord>>(std::move(request),
                                                                   std::move(read));
  }

  Task<std::optional<KeptSession>> newer(SessionId id, std::int64_t version) override {
    Request request;
    request.queries.push_back(tables::version_of(model_, id));
    auto read = reading<std::int64_t>([id](const Answers& answers) -> Result<std::int64_t> {
      if (answers.rows[0].size() > 0) return answers.rows[0].number(0, 0);
      return ended(id);
    });
    auto kept = co_await impl_->pool.run<std::int64_t>(std::move(request), std::move(read));
    if (!kept) co_return std::move(kept).error();
    if (*kept == version) co_return std::optional<KeptSession>();
    co_return co_await load_there(std::move(id));
  }

  Task<std::optional<KeptSession>> claim(SessionId id, std::int64_t version) override {
    auto kept = co_await impl_->claims.take(model_, id);
    if (!kept) co_return std::move(kept).error();
    if (*kept == version) co_return std::optional<KeptSession>();
    Claimed claimed(impl_->claims, id);
    auto later = co_await load_there(id);
    if (later) claimed.keep();
    co_return later;
  }

  void release(const SessionId& id) noexcept override { impl_->claims.release(id); }

  Task<std::optional<Observation>> agreed(std::string world, std::string question) override {
    Request request = tables::agreed(world, question);
    auto read = reading<std::optional<Observation>>(&tables::observation_from);
    co_return co_await impl_->pool.run<std::optional<Observation>>(std::move(request),
                                                                   std::move(read));
  }

  Task<Observation> agree(std::string world, std::string question, Observation proposal) override {
    Request request = tables::agree(world, question, proposal, impl_->now());
    auto read = reading<Observation>([](const Answers& answers) -> Result<Observation> {
      auto agreed = tables::observation_from(answers);
      if (!agreed) return std::move(agreed).error();
      if (!*agreed) return Error(errc::internal, "session database: an answer was not kept");
      return std::move(**agreed);
    });
    co_return co_await impl_->pool.run<Observation>(std::move(request), std::move(read));
  }

 private:
  /// Gives a claim back unless the caller gets it.
  class Claimed {
   public:
    Claimed(postgres::Claims& claims, const SessionId& id) : claims_(&claims), id_(id) {}
    ~Claimed() {
      if (claims_) claims_->release(id_);
    }
    Claimed(const Claimed&) = delete;
    Claimed& operator=(const Claimed&) = delete;
    void keep() noexcept { claims_ = nullptr; }

   private:
    postgres::Claims* claims_;
    const SessionId id_;
  };

  static Error ended(const SessionId& id) {
    return {errc::not_found, fmt::format("session {} ended meanwhile", id.str())};
  }
  tables::Change change() const { return {model_, new_token(), impl_->now()}; }

  Task<std::optional<KeptSession>> load_there(SessionId id) {
    auto kept = co_await load(id);
    if (kept && !*kept) co_return ended(id);
    co_return kept;
  }

  const std::shared_ptr<Impl> impl_;
  const std::string model_;
};

PostgresSessions::PostgresSessions(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
PostgresSessions::~PostgresSessions() = default;

Result<std::shared_ptr<PostgresSessions>> PostgresSessions::open(PostgresOptions options) {
  auto address = postgres::Address::read(options.url);
  if (!address) return std::move(address).error();
  auto connection = postgres::Connection::open(*address);
  if (!connection) return std::move(connection).error();
  if (auto made = postgres::tables::make(*connection); !made) return std::move(made).error();
  const auto sessions = connection->execute("SELECT count(*) FROM wmh.sessions");
  if (!sessions) return sessions.error();
  const std::size_t count = std::stoull(sessions->bytes(0, 0));
  auto impl = std::make_shared<Impl>(std::move(options), *address, count);
  return std::shared_ptr<PostgresSessions>(new PostgresSessions(std::move(impl)));
}

std::shared_ptr<SessionStore> PostgresSessions::of(std::string model) {
  return std::make_shared<Store>(impl_, std::move(model));
}

Task<std::size_t> PostgresSessions::remove_idle(std::chrono::seconds idle) {
  const std::shared_ptr<Impl> impl = impl_;
  const auto seconds = static_cast<double>(idle.count());
  std::size_t all = 0;
  for (std::size_t last = tables::most_removed; last == tables::most_removed;) {
    auto read = reading<std::size_t>(
        [](const Answers& answers) -> Result<std::size_t> { return tables::number_from(answers); });
    Request some = tables::remove_unused(seconds, impl->now());
    auto removed = co_await impl->pool.run<std::size_t>(std::move(some), std::move(read));
    if (!removed) co_return std::move(removed).error();
    last = *removed;
    all += last;
  }
  auto nothing = reading<Done>([](const Answers&) -> Result<Done> { return Done{}; });
  Request answers = tables::remove_answers(seconds, impl->now());
  auto forgotten = co_await impl->pool.run<Done>(std::move(answers), std::move(nothing));
  if (!forgotten) co_return std::move(forgotten).error();
  auto counted = co_await impl->count_again();
  if (!counted) co_return std::move(counted).error();
  co_return all;
}

std::size_t PostgresSessions::count() const noexcept {
  return impl_->kept;
}

}  // namespace wmh::server
