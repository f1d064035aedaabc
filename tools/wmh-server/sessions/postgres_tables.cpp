#include "sessions/postgres_tables.hpp"

#include <wmh/json.hpp>

#include "sessions/postgres_statements.hpp"

#include <fmt/format.h>

namespace wmh::server::postgres::tables {
namespace {

Query about(const Statement& statement, const std::string& model, const SessionId& id) {
  Query query(statement);
  query.bind(id.str()).bind(model);
  return query;
}

Query step_of_new(const KeptSession& session, const KeptStep& step, std::int64_t token) {
  const StepRow row = to_row(step);
  Query query(sql::insert_step);
  query.bind(session.id.str()).bind(token).bind(row.index).bind(row.body).bind(row.notes);
  query.bind(row.key).bind(row.changes_before);
  return query;
}

SessionRow session_row(const Rows& rows, const SessionId& id) {
  SessionRow row{.id = id.str(),
                 .structured = rows.bytes(0, 1),
                 .scratchpad = rows.bytes(0, 2),
                 .world = rows.bytes(0, 4),
                 .owner = rows.bytes(0, 5),
                 .changes = rows.bytes(0, 6),
                 .usage = rows.bytes(0, 7),
                 .opened = rows.number(0, 8),
                 .steps_taken = rows.number(0, 9),
                 .version = rows.number(0, 10)};
  if (!rows.null(0, 0)) row.task = rows.bytes(0, 0);
  if (!rows.null(0, 3)) row.seed = rows.number(0, 3);
  return row;
}

/// The version of the tables; nullopt when there are none.
Result<std::optional<std::string>> version(Connection& connection) {
  const auto there = connection.execute("SELECT to_regclass('wmh.about') IS NOT NULL");
  if (!there) return there.error();
  if (there->bytes(0, 0) != "t") return std::optional<std::string>();
  const auto found = connection.execute("SELECT max(version) FROM wmh.about");
  if (!found) return found.error();
  return std::optional(found->bytes(0, 0));
}

Result<Done> make_missing(Connection& connection) {
  // The lock keeps processes that start together from getting in each other's way. It is taken in a
  // transaction of its own, since only the next one is sure to see tables made meanwhile.
  const auto locked =
      connection.execute("SELECT pg_advisory_lock(hashtextextended('wmh schema', 0))");
  if (!locked) return locked.error();
  const auto found = version(connection);
  if (!found) return found.error();
  if (!*found)
    if (auto made = connection.execute(sql::schema); !made) return std::move(made).error();
  const auto done = connection.execute("SELECT pg_advisory_unlock_all()");
  if (!done) return done.error();
  return Done{};
}

}  // namespace

Result<Done> make(Connection& connection) {
  auto found = version(connection);
  if (found && !*found) {
    if (auto made = make_missing(connection); !made) return made;
    found = version(connection);
  }
  if (!found) return found.error();
  if (**found == std::to_string(sql::schema_version)) return Done{};
  return Error(errc::corrupt_artifact,
               fmt::format("the tables in schema wmh are of version {}, this wmh knows {}; use a "
                           "newer wmh",
                           **found, sql::schema_version));
}

Request insert(const Change& change, const KeptSession& session, std::size_t most_of_owner) {
  const SessionRow row = to_row(session);
  Query query(sql::insert_session);
  query.bind(row.id).bind(change.model).bind(change.token).bind(row.task).bind(row.structured);
  query.bind(row.scratchpad).bind(row.seed).bind(row.world).bind(row.owner).bind(row.changes);
  query.bind(row.usage).bind(row.opened).bind(row.steps_taken).bind(row.version).bind(change.now);
  query.bind(static_cast<std::int64_t>(most_of_owner));
  Query found(sql::find_session);
  found.bind(row.id).bind(change.token);
  Request request{.look_up = {std::move(found)}, .changes = true, .locks = row.id};
  request.queries.push_back(std::move(query));
  for (const KeptStep& step : session.steps)
    request.queries.push_back(step_of_new(session, step, change.token));
  return request;
}

Result<Done> inserted(const Answers& answers, const SessionId& id, std::size_t most_of_owner) {
  if (answers.rows.front().truth(0, 0)) return Done{};
  if (answers.repeated && answers.rows.back().truth(0, 0)) return Done{};
  if (answers.rows.front().truth(0, 1))
    return Error(errc::internal, fmt::format("session {} exists already", id.str()));
  return Error(errc::limit_reached,
               fmt::format("{} sessions of one owner are kept; end some", most_of_owner));
}

Request save(const Change& change, const SessionId& id, const SessionChange& now) {
  Query query = about(now.step ? sql::save_step : sql::save_session, change.model, id);
  query.bind(now.version).bind(now.scratchpad).bind(now.changes).bind(to_text(to_json(now.usage)));
  query.bind(static_cast<std::int64_t>(now.steps_taken)).bind(change.now);
  query.bind(static_cast<std::int64_t>(now.first_kept));
  Query found = about(now.step ? sql::find_step : sql::find_version, change.model, id);
  if (now.step) {
    const StepRow row = to_row(*now.step);
    query.bind(row.index).bind(change.token).bind(row.body).bind(row.notes).bind(row.key);
    query.bind(row.changes_before);
    found.bind(row.index).bind(change.token);
  } else {
    found.bind(now.version);
  }
  Request request{.changes = true, .under_way = true, .locks = id.str()};
  request.queries.push_back(std::move(query));
  request.look_up.push_back(std::move(found));
  return request;
}

Result<Done> saved(const Answers& answers, const SessionId& id) {
  if (answers.rows.front().truth(0, 0)) return Done{};
  if (answers.repeated && answers.rows.back().truth(0, 0)) return Done{};
  if (!answers.rows.front().truth(0, 1))
    return Error(errc::not_found, fmt::format("session {} ended meanwhile", id.str()));
  return Error(errc::session_busy,
               fmt::format("session {} was changed by another step meanwhile; try again", id.str()))
      .with_retry_after(std::chrono::seconds(1));
}

Request read(const std::string& model, const SessionId& id) {
  Request request;
  request.queries.push_back(about(sql::read_session, model, id));
  request.queries.push_back(about(sql::read_steps, model, id));
  return request;
}

Result<std::optional<KeptSession>> session_from(const Answers& answers, const SessionId& id) {
  const Rows& found = answers.rows[0];
  if (found.size() == 0) return std::optional<KeptSession>();
  SessionRow row = session_row(found, id);
  const Rows& steps = answers.rows[1];
  std::vector<StepRow> step_rows;
  for (int i = 0; i < steps.size(); ++i)
    // Steps were read later, and may be more.
    if (steps.number(i, 0) < row.steps_taken)
      step_rows.push_back({steps.number(i, 0), steps.bytes(i, 1), steps.number(i, 2),
                           steps.bytes(i, 3), steps.bytes(i, 4)});
  auto session = session_from_rows(std::move(row), std::move(step_rows));
  if (!session) return std::move(session).error();
  return std::optional(std::move(*session));
}

Query version_of(const std::string& model, const SessionId& id) {
  return about(sql::read_version, model, id);
}

Request usage_of(const std::string& model, const SessionId& id) {
  Request request;
  request.queries.push_back(about(sql::read_usage, model, id));
  return request;
}

Request remove(const std::string& model, const SessionId& id) {
  Request request{.changes = true, .locks = id.str()};
  request.queries.push_back(about(sql::lock_session, model, id));
  request.queries.push_back(about(sql::delete_session, model, id));
  return request;
}

Result<std::optional<UsageRecord>> usage_from(const Answers& answers, const SessionId& id) {
  const Rows& rows = answers.rows.back();
  if (rows.size() == 0) return std::optional<UsageRecord>();
  const auto usage = parse_json(rows.bytes(0, 0));
  auto record = usage ? usage_record_from_json(*usage) : Result<UsageRecord>(usage.error());
  if (!record)
    return Error(errc::corrupt_artifact,
                 fmt::format("stored session {}: {}", id.str(), record.error().message()));
  return std::optional(std::move(*record));
}

Request remove_unused(double idle, std::optional<double> now) {
  Query query(sql::delete_unused);
  query.bind(idle).bind(now).bind(most_removed);
  Request request;
  request.queries.push_back(std::move(query));
  return request;
}

Request remove_answers(double idle, std::optional<double> now) {
  Query query(sql::delete_answers);
  query.bind(idle).bind(now);
  Request request;
  request.queries.push_back(std::move(query));
  return request;
}

Request count() {
  Request request;
  request.queries.emplace_back(sql::count_sessions);
  return request;
}

std::size_t number_from(const Answers& answers) {
  return static_cast<std::size_t>(answers.rows.front().number(0, 0));
}

Request agreed(const std::string& world, const std::string& question) {
  Query query(sql::read_answer);
  query.bind(world).bind(question);
  Request request;
  request.queries.push_back(std::move(query));
  return request;
}

Request agree(const std::string& world, const std::string& question, const Observation& answer,
              std::optional<double> now) {
  Query query(sql::insert_answer);
  query.bind(world).bind(question).bind(to_text(to_json(answer))).bind(now);
  Request request = agreed(world, question);
  request.queries.insert(request.queries.begin(), std::move(query));
  // Behind all sessions, whose ids are plain text.
  request.locks = '\xff' + world + '\n' + question;
  request.under_way = true;
  return request;
}

Result<std::optional<Observation>> observation_from(const Answers& answers) {
  const Rows& rows = answers.rows.back();
  if (rows.size() == 0) return std::optional<Observation>();
  const auto value = parse_json(rows.bytes(0, 0));
  auto answer = value ? observation_from_json(*value) : Result<Observation>(value.error());
  if (!answer) return Error(errc::corrupt_artifact, answer.error().message()).in("stored answer");
  return std::optional(std::move(*answer));
}

}  // namespace wmh::server::postgres::tables
