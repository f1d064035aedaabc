#include "sessions/sqlite_sessions.hpp"

#include "sessions/database_thread.hpp"
#include "sessions/sqlite_tables.hpp"

#include <fmt/format.h>

#include <atomic>

namespace wmh::server {
namespace {

double system_seconds() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

Result<Database> open_database(const std::filesystem::path& file) {
  std::error_code problem;
  if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), problem);
  auto database = Database::open(file);
  if (!database) return database;
  if (auto made = tables::make(*database); !made) return std::move(made).error().in(file.string());
  return database;
}

}  // namespace

struct SqliteSessions::Impl {
  Impl(SqliteOptions given, Database database, std::size_t sessions)
      : options(std::move(given)),
        count(sessions),
        thread(std::move(database), [this](auto& undone) {
          if (const auto left = tables::count(undone)) count = *left;
        }) {}

  double now() const { return options.clock ? options.clock() : system_seconds(); }

  const SqliteOptions options;
  std::atomic<std::size_t> count;
  DatabaseThread thread;  // last: its jobs use the rest
};

/// Jobs hold what they need by value; they may run after the caller has gone.
class SqliteSessions::Store final : public SessionStore {
 public:
  Store(std::shared_ptr<Impl> impl, std::string model)
      : impl_(std::move(impl)), model_(std::move(model)) {}

  bool keeps_sessions() const noexcept override { return true; }

  Task<Done> create(KeptSession session) override {
    std::function<Result<Done>(Database&)> work =
        [impl = impl_.get(), model = model_,
         kept = std::make_shared<const KeptSession>(std::move(session))](Database& database) {
          return insert(*impl, database, model, *kept);
        };
    co_return co_await impl_->thread.run(std::move(work));
  }

  Task<std::optional<KeptSession>> load(SessionId id) override {
    std::function<Result<std::optional<KeptSession>>(Database&)> work =
        [model = model_, id = std::move(id)](Database& database) {
          return tables::read(database, model, id);
        };
    co_return co_await impl_->thread.run(std::move(work));
  }

  Task<Done> save(SessionId id, std::shared_ptr<const SessionChange> change) override {
    std::function<Result<Done>(Database&)> work = [impl = impl_.get(), model = model_,
                                                   id = std::move(id),
                                                   change = std::move(change)](Database& database) {
      return tables::save(database, model, id, *change, impl->now());
    };
    co_return co_await impl_->thread.run(std::move(work));
  }

  Task<std::optional<UsageRecord>> remove(SessionId id) override {
    std::function<Result<std::optional<UsageRecord>>(Database&)> work =
        [impl = impl_.get(), model = model_, id = std::move(id)](Database& database) {
          auto removed = tables::remove(database, model, id);
          if (removed && *removed) --impl->count;
          return removed;
        };
    co_return co_await impl_->thread.run(std::move(work));
  }

  Task<std::optional<Observation>> agreed(std::string world, std::string question) override {
    std::function<Result<std::optional<Observation>>(Database&)> work =
        [world = std::move(world), question = std::move(question)](Database& database) {
          return tables::agreed(database, world, question);
        };
    co_return co_await impl_->thread.run(std::move(work));
  }

  Task<Observation> agree(std::string world, std::string question, Observation proposal) override {
    std::function<Result<Observation>(Database&)> work =
        [world = std::move(world), question = std::move(question),
         proposal = std::move(proposal)](Database& database) -> Result<Observation> {
      auto kept = tables::agree(database, world, question, proposal);
      if (!kept) return std::move(kept).error();
      auto agreed = tables::agreed(database, world, question);
      if (!agreed) return std::move(agreed).error();
      return std::move(agreed->value());
    };
    co_return co_await impl_->thread.run(std::move(work));
  }

 private:
  static Result<Done> insert(Impl& impl, Database& database, const std::string& model,
                             const KeptSession& session) {
    if (impl.count >= impl.options.max_sessions)
      return Error(errc::limit_reached,
                   fmt::format("{} sessions are kept; end some or raise the limit",
                               impl.options.max_sessions));
    if (const std::size_t most = impl.options.max_sessions_of_owner; most > 0) {
      const auto owned = tables::count_of(database, session.owner);
      if (!owned) return owned.error();
      if (*owned >= most)
        return Error(errc::limit_reached,
                     fmt::format("{} sessions of one owner are kept; end some", most));
    }
    auto inserted = tables::insert(database, model, session, impl.now());
    if (inserted) ++impl.count;
    return inserted;
  }

  const std::shared_ptr<Impl> impl_;
  const std::string model_;
};

SqliteSessions::SqliteSessions(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
SqliteSessions::~SqliteSessions() = default;

Result<std::shared_ptr<SqliteSessions>> SqliteSessions::open(SqliteOptions options) {
  auto database = open_database(options.file);
  if (!database) return std::move(database).error();
  const auto sessions = tables::count(*database);
  if (!sessions) return sessions.error();
  auto impl = std::make_shared<Impl>(std::move(options), std::move(*database), *sessions);
  return std::shared_ptr<SqliteSessions>(new SqliteSessions(std::move(impl)));
}

std::shared_ptr<SessionStore> SqliteSessions::of(std::string model) {
  return std::make_shared<Store>(impl_, std::move(model));
}

Task<std::size_t> SqliteSessions::remove_idle(std::chrono::seconds idle) {
  const double time = impl_->now() - std::chrono::duration<double>(idle).count();
  std::function<Result<std::size_t>(Database&)> work = [impl = impl_.get(),
                                                        time](Database& database) {
    auto removed = tables::remove_unused_since(database, time);
    if (removed) impl->count -= *removed;
    return removed;
  };
  co_return co_await impl_->thread.run(std::move(work));
}

std::size_t SqliteSessions::count() const noexcept {
  return impl_->count;
}

}  // namespace wmh::server
