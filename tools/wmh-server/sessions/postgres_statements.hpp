#pragma once

#include "sessions/postgres_query.hpp"

// The tables of sessions in PostgreSQL and the statements that work on them. Texts are bytea: they
// may hold any byte. Times are seconds since 1970, rounded up to ten, so that most updates of a
// busy session leave the index on them alone.
namespace wmh::server::postgres::sql {

inline constexpr std::int64_t schema_version = 1;

inline constexpr const char* schema = R"(
CREATE SCHEMA IF NOT EXISTS wmh;
CREATE TABLE wmh.about(version bigint NOT NULL);
CREATE TABLE wmh.sessions(
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, id bytea NOT NULL UNIQUE,
  token bigint NOT NULL, model bytea NOT NULL, task bytea, structured bytea NOT NULL,
  scratchpad bytea NOT NULL, seed bigint, world bytea NOT NULL, owner bytea NOT NULL,
  changes bytea NOT NULL, usage bytea NOT NULL, opened bigint NOT NULL, steps bigint NOT NULL,
  version bigint NOT NULL, used bigint NOT NULL) WITH (fillfactor = 70);
CREATE INDEX sessions_by_owner ON wmh.sessions(sha256(owner));
CREATE INDEX sessions_by_world ON wmh.sessions(sha256(world)) WHERE world <> '';
CREATE INDEX sessions_by_use ON wmh.sessions(used);
CREATE TABLE wmh.steps(
  session bigint NOT NULL, step bigint NOT NULL, token bigint NOT NULL, body bytea NOT NULL,
  notes bigint NOT NULL, key bytea NOT NULL, changes bytea NOT NULL, PRIMARY KEY(session, step));
CREATE TABLE wmh.answers(
  digest bytea PRIMARY KEY, world bytea NOT NULL, question bytea NOT NULL, answer bytea NOT NULL,
  made bigint NOT NULL);
CREATE INDEX answers_by_age ON wmh.answers(made);
INSERT INTO wmh.about VALUES(1);
)";

inline constexpr Statement insert_session{"insert_session", R"(
WITH made AS (
  INSERT INTO wmh.sessions(id, model, token, task, structured, scratchpad, seed, world, owner,
                           changes, usage, opened, steps, version, used)
  SELECT $1::bytea, $2::bytea, $3::bigint, $4::bytea, $5::bytea, $6::bytea, $7::bigint, $8::bytea,
         $9::bytea, $10::bytea, $11::bytea, $12::bigint, $13::bigint, $14::bigint,
         ceil(coalesce($15::float8, extract(epoch FROM clock_timestamp())::float8) / 10) * 10
  WHERE $16::bigint = 0 OR $16::bigint > (
    SELECT count(*) FROM (SELECT FROM wmh.sessions WHERE sha256(owner) = sha256($9::bytea)
                          LIMIT $16::bigint) owned)
  ON CONFLICT (id) DO NOTHING RETURNING number)
SELECT EXISTS(SELECT FROM made), EXISTS(SELECT FROM wmh.sessions WHERE id = $1::bytea))"};

inline constexpr Statement insert_step{"insert_step", R"(
INSERT INTO wmh.steps(session, step, token, body, notes, key, changes)
SELECT number, $3::bigint, $2::bigint, $4::bytea, $5::bigint, $6::bytea, $7::bytea
FROM wmh.sessions WHERE id = $1::bytea AND token = $2::bigint
ON CONFLICT DO NOTHING)"};

inline constexpr Statement find_session{
    "find_session",
    "SELECT EXISTS(SELECT FROM wmh.sessions WHERE id = $1::bytea AND token = $2::bigint)"};

inline constexpr Statement save_step{"save_step", R"(
WITH changed AS (
  UPDATE wmh.sessions
  SET scratchpad = $4::bytea, changes = $5::bytea, usage = $6::bytea, steps = $7::bigint,
      version = $3::bigint,
      used = ceil(coalesce($8::float8, extract(epoch FROM clock_timestamp())::float8) / 10) * 10
  WHERE id = $1::bytea AND model = $2::bytea AND version = $3::bigint - 1 RETURNING number),
forgotten AS (
  DELETE FROM wmh.steps USING changed
  WHERE $9::bigint > 0 AND session = changed.number AND step < $9::bigint),
kept AS (
  INSERT INTO wmh.steps(session, step, token, body, notes, key, changes)
  SELECT number, $10::bigint, $11::bigint, $12::bytea, $13::bigint, $14::bytea, $15::bytea
  FROM changed
  ON CONFLICT (session, step) DO UPDATE SET body = excluded.body, token = excluded.token)
SELECT EXISTS(SELECT FROM changed),
       EXISTS(SELECT FROM wmh.sessions WHERE id = $1::bytea AND model = $2::bytea))"};

inline constexpr Statement save_session{"save_session", R"(
WITH changed AS (
  UPDATE wmh.sessions
  SET scratchpad = $4::bytea, changes = $5::bytea, usage = $6::bytea, steps = $7::bigint,
      version = $3::bigint,
      used = ceil(coalesce($8::float8, extract(epoch FROM clock_timestamp())::float8) / 10) * 10
  WHERE id = $1::bytea AND model = $2::bytea AND version = $3::bigint - 1 RETURNING number),
forgotten AS (
  DELETE FROM wmh.steps USING changed
  WHERE $9::bigint > 0 AND session = changed.number AND step < $9::bigint)
SELECT EXISTS(SELECT FROM changed),
       EXISTS(SELECT FROM wmh.sessions WHERE id = $1::bytea AND model = $2::bytea))"};

inline constexpr Statement find_step{"find_step", R"(
SELECT EXISTS(
  SELECT FROM wmh.steps JOIN wmh.sessions ON session = number
  WHERE id = $1::bytea AND model = $2::bytea AND step = $3::bigint
    AND wmh.steps.token = $4::bigint))"};

inline constexpr Statement find_version{"find_version", R"(
SELECT EXISTS(SELECT FROM wmh.sessions
              WHERE id = $1::bytea AND model = $2::bytea AND version >= $3::bigint))"};

inline constexpr Statement read_session{
    "read_session",
    "SELECT task, structured, scratchpad, seed, world, owner, changes, usage, opened, steps, "
    "version FROM wmh.sessions WHERE id = $1::bytea AND model = $2::bytea"};

inline constexpr Statement read_steps{"read_steps", R"(
SELECT step, body, notes, key, wmh.steps.changes
FROM wmh.steps JOIN wmh.sessions ON session = number
WHERE id = $1::bytea AND model = $2::bytea ORDER BY step)"};

inline constexpr Statement read_version{
    "read_version", "SELECT version FROM wmh.sessions WHERE id = $1::bytea AND model = $2::bytea"};

inline constexpr Statement read_usage{
    "read_usage", "SELECT usage FROM wmh.sessions WHERE id = $1::bytea AND model = $2::bytea"};

// Locked first, so that the next statement sees the steps of those who changed it meanwhile.
inline constexpr Statement lock_session{
    "lock_session",
    "SELECT FROM wmh.sessions WHERE id = $1::bytea AND model = $2::bytea FOR UPDATE"};

inline constexpr Statement delete_session{"delete_session", R"(
WITH gone AS (
  DELETE FROM wmh.sessions WHERE id = $1::bytea AND model = $2::bytea RETURNING number, usage),
steps AS (DELETE FROM wmh.steps USING gone WHERE session = gone.number)
SELECT usage FROM gone)"};

inline constexpr Statement delete_unused{"delete_unused", R"(
WITH unused AS (
  SELECT number FROM wmh.sessions
  WHERE used < ceil(coalesce($2::float8, extract(epoch FROM clock_timestamp())::float8)
                    - $1::float8)::bigint
  LIMIT $3::bigint FOR UPDATE SKIP LOCKED),
steps AS (DELETE FROM wmh.steps USING unused WHERE session = unused.number),
gone AS (
  DELETE FROM wmh.sessions USING unused WHERE wmh.sessions.number = unused.number RETURNING 1)
SELECT count(*) FROM gone)"};

inline constexpr Statement delete_answers{"delete_answers", R"(
DELETE FROM wmh.answers
WHERE made < ceil(coalesce($2::float8, extract(epoch FROM clock_timestamp())::float8)
                  - $1::float8)::bigint
  AND NOT EXISTS(SELECT FROM wmh.sessions s
                 WHERE sha256(s.world) = sha256(wmh.answers.world) AND s.world <> ''))"};

inline constexpr Statement count_sessions{"count_sessions", "SELECT count(*) FROM wmh.sessions"};

// A world's name may hold anything, so its length tells where it ends.
inline constexpr Statement read_answer{"read_answer", R"(
SELECT answer FROM wmh.answers
WHERE digest = sha256(int8send(length($1::bytea)) || $1::bytea || $2::bytea))"};

inline constexpr Statement insert_answer{"insert_answer", R"(
INSERT INTO wmh.answers(digest, world, question, answer, made)
VALUES(sha256(int8send(length($1::bytea)) || $1::bytea || $2::bytea), $1::bytea, $2::bytea,
       $3::bytea,
       ceil(coalesce($4::float8, extract(epoch FROM clock_timestamp())::float8) / 10) * 10)
ON CONFLICT DO NOTHING)"};

}  // namespace wmh::server::postgres::sql
