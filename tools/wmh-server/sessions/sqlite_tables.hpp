#pragma once

#include "sessions/kept_rows.hpp"
#include "sessions/sqlite.hpp"

// What may be done to the tables of sessions, each inside a transaction of the caller's.
namespace wmh::server::tables {

/// Makes the tables where they are missing. Fails with errc::corrupt_artifact for a database of a
/// later version.
Result<Done> make(Database& database);

Result<Done> insert(Database& database, const std::string& model, const KeptSession& session,
                    double now);
Result<std::optional<KeptSession>> read(Database& database, const std::string& model,
                                        const SessionId& id);
/// See SessionStore::save.
Result<Done> save(Database& database, const std::string& model, const SessionId& id,
                  const SessionChange& change, double now);
/// The usage of what was removed.
Result<std::optional<UsageRecord>> remove(Database& database, const std::string& model,
                                          const SessionId& id);
/// The number of sessions that were last changed before `time`, which are gone now.
Result<std::size_t> remove_unused_since(Database& database, double time);
Result<std::size_t> count(Database& database);
Result<std::size_t> count_of(Database& database, const std::string& owner);

Result<std::optional<Observation>> agreed(Database& database, const std::string& world,
                                          const std::string& question);
/// Keeps an answer, unless there is one.
Result<Done> agree(Database& database, const std::string& world, const std::string& question,
                   const Observation& answer);

}  // namespace wmh::server::tables
