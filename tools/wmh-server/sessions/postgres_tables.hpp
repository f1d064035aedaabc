#pragma once

#include "sessions/kept_rows.hpp"
#include "sessions/postgres_connection.hpp"
#include "sessions/postgres_job.hpp"

// What is asked of the tables of sessions in PostgreSQL, and what the answers mean.
namespace wmh::server::postgres::tables {

/// Makes the tables where they are missing. Fails with errc::corrupt_artifact for those of a later
/// version.
Result<Done> make(Connection& connection);

/// What a change is made of, beside the change.
struct Change {
  std::string model;
  std::int64_t token;         ///< A number that no other change has: to find it again by.
  std::optional<double> now;  ///< Seconds since 1970; nullopt: by the clock of the database.
};

/// `most_of_owner`: 0 for any number.
Request insert(const Change& change, const KeptSession& session, std::size_t most_of_owner);
Result<Done> inserted(const Answers& answers, const SessionId& id, std::size_t most_of_owner);

Request save(const Change& change, const SessionId& id, const SessionChange& session_change);
Result<Done> saved(const Answers& answers, const SessionId& id);

Request read(const std::string& model, const SessionId& id);
Result<std::optional<KeptSession>> session_from(const Answers& answers, const SessionId& id);

/// One row with the version, or none.
Query version_of(const std::string& model, const SessionId& id);

Request usage_of(const std::string& model, const SessionId& id);
Request remove(const std::string& model, const SessionId& id);
/// For both.
Result<std::optional<UsageRecord>> usage_from(const Answers& answers, const SessionId& id);

/// Ends some of the sessions that were not changed in the last `idle` seconds, at most this many.
inline constexpr std::int64_t most_removed = 1000;
Request remove_unused(double idle, std::optional<double> now);
/// Forgets the answers, as old, of worlds that have no session any more.
Request remove_answers(double idle, std::optional<double> now);

Request count();
/// For count and remove_unused.
std::size_t number_from(const Answers& answers);

Request agreed(const std::string& world, const std::string& question);
/// Keeps an answer, unless there is one, and reads what holds.
Request agree(const std::string& world, const std::string& question, const Observation& answer,
              std::optional<double> now);
/// For both.
Result<std::optional<Observation>> observation_from(const Answers& answers);

}  // namespace wmh::server::postgres::tables
