#include "sessions/sqlite_tables.hpp"

#include <wmh/json.hpp>

#include <fmt/format.h>

namespace wmh::server::tables {
namespace {

constexpr std::int64_t schema_version = 1;
constexpr const char* schema = R"(
CREATE TABLE sessions(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, model TEXT NOT NULL, task TEXT,
  structured TEXT NOT NULL, scratchpad TEXT NOT NULL, seed INTEGER, world TEXT NOT NULL,
  owner TEXT NOT NULL,
  changes TEXT NOT NULL, usage TEXT NOT NULL, opened INTEGER NOT NULL,
  steps INTEGER NOT NULL, version INTEGER NOT NULL,
  used REAL NOT NULL);
CREATE INDEX sessions_by_owner ON sessions(owner);
CREATE TABLE steps(
  session INTEGER NOT NULL, step INTEGER NOT NULL, body TEXT NOT NULL, notes INTEGER NOT NULL,
  key TEXT NOT NULL, changes TEXT NOT NULL, UNIQUE(session, step));
CREATE TABLE answers(
  world TEXT NOT NULL, question TEXT NOT NULL, answer TEXT NOT NULL,
  PRIMARY KEY(world, question));
PRAGMA user_version = 1;
)";

constexpr const char* insert_session =
    "INSERT INTO sessions(id, model, task, structured, scratchpad, seed, world, owner, changes, "
    "usage, opened, steps, version, used) VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?)";
constexpr const char* insert_step =
    "INSERT INTO steps(session, step, body, notes, key, changes) VALUES(?,?,?,?,?,?) "
    "ON CONFLICT(session, step) DO UPDATE SET body = excluded.body";
constexpr const char* update_session =
    "UPDATE sessions SET scratchpad = ?, changes = ?, usage = ?, steps = ?, version = ?, used = ? "
    "WHERE id = ? AND model = ? AND version = ? RETURNING number";
constexpr const char* find_session = "SELECT number FROM sessions WHERE id = ? AND model = ?";
constexpr const char* read_session =
    "SELECT number, task, structured, scratchpad, seed, world, owner, changes, usage, opened, "
    "steps, "
    "version FROM sessions WHERE id = ? AND model = ?";
constexpr const char* read_steps =
    "SELECT step, body, notes, key, changes FROM steps WHERE session = ? ORDER BY step";
constexpr const char* forget_steps = "DELETE FROM steps WHERE session = ? AND step < ?";
constexpr const char* delete_session =
    "DELETE FROM sessions WHERE id = ? AND model = ? RETURNING number, usage";
constexpr const char* delete_steps = "DELETE FROM steps WHERE session = ?";
constexpr const char* delete_old_steps =
    "DELETE FROM steps WHERE session IN (SELECT number FROM sessions WHERE used < ?)";
constexpr const char* delete_old = "DELETE FROM sessions WHERE used < ?";
constexpr const char* delete_answers =
    "DELETE FROM answers WHERE world NOT IN (SELECT world FROM sessions)";
constexpr const char* count_sessions = "SELECT count(*) FROM sessions";
constexpr const char* count_of_owner = "SELECT count(*) FROM sessions WHERE owner = ?";
constexpr const char* find_answer = "SELECT answer FROM answers WHERE world = ? AND question = ?";
constexpr const char* insert_answer = "INSERT OR IGNORE INTO answers VALUES(?,?,?)";

Result<Done> write_step(Database& database, std::int64_t session, const KeptStep& step) {
  const StepRow row = to_row(step);
  return database.statement(insert_step)
      .bind(session)
      .bind(row.index)
      .bind(row.body)
      .bind(row.notes)
      .bind(row.key)
      .bind(row.changes_before)
      .run();
}

/// The first row's number; nullopt when there is none.
Result<std::optional<std::int64_t>> only_number(Statement& statement) {
  const auto row = statement.next();
  if (!row) return row.error();
  if (!*row) return std::optional<std::int64_t>();
  const std::int64_t number = statement.number(0);
  statement.begin();  // An open statement would keep the log from being emptied.
  return std::optional(number);
}

Result<std::vector<StepRow>> steps_of(Database& database, std::int64_t session) {
  std::vector<StepRow> rows;
  Statement& steps = database.statement(read_steps).bind(session);
  for (auto row = steps.next();; row = steps.next()) {
    if (!row) return row.error();
    if (!*row) return rows;
    rows.push_back({steps.number(0), steps.text(1), steps.number(2), steps.text(3), steps.text(4)});
  }
}

Error no_change(const std::string& what, const SessionId& id) {
  return {errc::session_busy, fmt::format("session {} {}", id.str(), what)};
}

}  // namespace

Result<Done> make(Database& database) {
  const auto version = only_number(database.statement("PRAGMA user_version"));
  if (!version) return version.error();
  if (**version == schema_version) return Done{};
  if (**version != 0)
    return Error(errc::corrupt_artifact,
                 fmt::format("its tables are of version {}, this wmh knows {}; use a newer wmh",
                             **version, schema_version));
  return database.execute(schema);
}

Result<Done> insert(Database& database, const std::string& model, const KeptSession& session,
                    double now) {
  const SessionRow row = to_row(session);
  auto inserted = database.statement(insert_session)
                      .bind(row.id)
                      .bind(model)
                      .bind(row.task)
                      .bind(row.structured)
                      .bind(row.scratchpad)
                      .bind(row.seed)
                      .bind(row.world)
                      .bind(row.owner)
                      .bind(row.changes)
                      .bind(row.usage)
                      .bind(row.opened)
                      .bind(row.steps_taken)
                      .bind(row.version)
                      .bind(now)
                      .run();
  if (!inserted) return inserted;
  const std::int64_t number = database.last_row();
  for (const KeptStep& step : session.steps)
    if (auto written = write_step(database, number, step); !written) return written;
  return Done{};
}

Result<std::optional<KeptSession>> read(Database& database, const std::string& model,
                                        const SessionId& id) {
  Statement& found = database.statement(read_session).bind(id.str()).bind(model);
  const auto row = found.next();
  if (!row) return row.error();
  if (!*row) return std::optional<KeptSession>();
  SessionRow session{.id = id.str(),
                     .structured = found.text(2),
                     .scratchpad = found.text(3),
                     .world = found.text(5),
                     .owner = found.text(6),
                     .changes = found.text(7),
                     .usage = found.text(8),
                     .opened = found.number(9),
                     .steps_taken = found.number(10),
                     .version = found.number(11)};
  if (!found.null(1)) session.task = found.text(1);
  if (!found.null(4)) session.seed = found.number(4);
  const std::int64_t number = found.number(0);
  found.begin();
  auto steps = steps_of(database, number);
  if (!steps) return std::move(steps).error();
  auto kept = session_from_rows(std::move(session), std::move(*steps));
  if (!kept) return std::move(kept).error();
  return std::optional(std::move(*kept));
}

Result<Done> save(Database& database, const std::string& model, const SessionId& id,
                  const SessionChange& change, double now) {
  const std::string usage = to_text(to_json(change.usage));
  const auto number = only_number(database.statement(update_session)
                                      .bind(change.scratchpad)
                                      .bind(change.changes)
                                      .bind(usage)
                                      .bind(static_cast<std::int64_t>(change.steps_taken))
                                      .bind(change.version)
                                      .bind(now)
                                      .bind(id.str())
                                      .bind(model)
                                      .bind(change.version - 1));
  if (!number) return number.error();
  if (!*number) {
    const auto there = only_number(database.statement(find_session).bind(id.str()).bind(model));
    if (!there) return there.error();
    if (*there) return no_change("was changed by another step meanwhile; try again", id);
    return Error(errc::not_found, fmt::format("session {} ended meanwhile", id.str()));
  }
  if (change.step)
    if (auto written = write_step(database, **number, *change.step); !written) return written;
  if (change.first_kept == 0) return Done{};
  const auto first = static_cast<std::int64_t>(change.first_kept);
  return database.statement(forget_steps).bind(**number).bind(first).run();
}

Result<std::optional<UsageRecord>> remove(Database& database, const std::string& model,
                                          const SessionId& id) {
  Statement& removed = database.statement(delete_session).bind(id.str()).bind(model);
  const auto row = removed.next();
  if (!row) return row.error();
  if (!*row) return std::optional<UsageRecord>();
  const auto usage = parse_json(removed.text(1));
  const std::int64_t number = removed.number(0);
  if (auto ended = removed.run(); !ended) return ended.error();
  if (auto done = database.statement(delete_steps).bind(number).run(); !done) return done.error();
  auto record = usage ? usage_record_from_json(*usage) : Result<UsageRecord>(usage.error());
  if (!record) return Error(errc::corrupt_artifact, record.error().message()).in(id.str());
  return std::optional(std::move(*record));
}

Result<std::size_t> remove_unused_since(Database& database, double time) {
  auto steps = database.statement(delete_old_steps).bind(time).run();
  if (!steps) return std::move(steps).error();
  auto sessions = database.statement(delete_old).bind(time).run();
  if (!sessions) return std::move(sessions).error();
  const auto removed = static_cast<std::size_t>(database.changed_rows());
  if (removed > 0)
    if (auto answers = database.statement(delete_answers).run(); !answers) return answers.error();
  return removed;
}

Result<std::size_t> count(Database& database) {
  const auto number = only_number(database.statement(count_sessions));
  if (!number) return number.error();
  return static_cast<std::size_t>(**number);
}

Result<std::size_t> count_of(Database& database, const std::string& owner) {
  const auto number = only_number(database.statement(count_of_owner).bind(owner));
  if (!number) return number.error();
  return static_cast<std::size_t>(**number);
}

Result<std::optional<Observation>> agreed(Database& database, const std::string& world,
                                          const std::string& question) {
  Statement& found = database.statement(find_answer).bind(world).bind(question);
  const auto row = found.next();
  if (!row) return row.error();
  if (!*row) return std::optional<Observation>();
  const auto value = parse_json(found.text(0));
  found.begin();
  auto answer = value ? observation_from_json(*value) : Result<Observation>(value.error());
  if (!answer) return Error(errc::corrupt_artifact, answer.error().message()).in("stored answer");
  return std::optional(std::move(*answer));
}

Result<Done> agree(Database& database, const std::string& world, const std::string& question,
                   const Observation& answer) {
  const std::string text = to_text(to_json(answer));
  return database.statement(insert_answer).bind(world).bind(question).bind(text).run();
}

}  // namespace wmh::server::tables
