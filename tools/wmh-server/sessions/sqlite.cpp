#include "sessions/sqlite.hpp"

#include <fmt/format.h>

#include <sqlite3.h>

namespace wmh::server {
namespace {

Error error_of(sqlite3* database) {
  const int code = sqlite3_errcode(database);
  const char* advice = code == SQLITE_FULL   ? "; make room on the disk"
                       : code == SQLITE_BUSY ? "; another process has it open"
                                             : "";
  return {errc::io, fmt::format("session database: {}{}", sqlite3_errmsg(database), advice)};
}

}  // namespace

Statement::Statement(sqlite3* database, std::string_view sql)
    : database_(database), handle_(nullptr, &finish) {
  sqlite3_stmt* handle = nullptr;
  sqlite3_prepare_v3(database, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                     &handle, nullptr);
  handle_.reset(handle);
}

void Statement::finish(sqlite3_stmt* handle) {
  sqlite3_finalize(handle);
}

Statement& Statement::begin() {
  sqlite3_reset(handle_.get());
  bound_ = 0;
  return *this;
}

// Bound texts outlive the run: the caller holds them.
Statement& Statement::bind(std::string_view text) {
  sqlite3_bind_text64(handle_.get(), ++bound_, text.data() ? text.data() : "", text.size(),
                      SQLITE_STATIC, SQLITE_UTF8);
  return *this;
}

Statement& Statement::bind(std::int64_t number) {
  sqlite3_bind_int64(handle_.get(), ++bound_, number);
  return *this;
}

Statement& Statement::bind(double number) {
  sqlite3_bind_double(handle_.get(), ++bound_, number);
  return *this;
}

Statement& Statement::bind_null() {
  sqlite3_bind_null(handle_.get(), ++bound_);
  return *this;
}

Result<bool> Statement::next() {
  if (!handle_) return Error(errc::io, "session database: its tables are not those of wmh");
  const int code = sqlite3_step(handle_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) return error_of(database_);
  sqlite3_reset(handle_.get());
  return false;
}

Result<Done> Statement::run() {
  const auto row = next();
  if (!row) return row.error();
  sqlite3_reset(handle_.get());
  return Done{};
}

std::string Statement::text(int column) const {
  const auto* bytes = sqlite3_column_blob(handle_.get(), column);
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column));
  return bytes ? std::string(static_cast<const char*>(bytes), size) : std::string();
}

std::int64_t Statement::number(int column) const {
  return sqlite3_column_int64(handle_.get(), column);
}

bool Statement::null(int column) const {
  return sqlite3_column_type(handle_.get(), column) == SQLITE_NULL;
}

void Database::close(sqlite3* handle) {
  sqlite3_close_v2(handle);
}

Result<Database> Database::open(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  const int code = sqlite3_open_v2(file.c_str(), &handle, flags, nullptr);
  Database database(handle);
  if (code != SQLITE_OK) return error_of(handle).in(file.string());
  // One process owns the file, so no other can change a session behind its back.
  auto ready = database.execute(
      "PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
      "PRAGMA journal_size_limit=67108864; BEGIN IMMEDIATE; COMMIT;");
  if (!ready) return std::move(ready).error().in(file.string());
  return database;
}

Result<Done> Database::execute(const char* sql) {
  if (sqlite3_exec(handle_.get(), sql, nullptr, nullptr, nullptr) == SQLITE_OK) return Done{};
  return error_of(handle_.get());
}

Statement& Database::statement(const char* sql) {
  return statements_.try_emplace(sql, handle_.get(), sql).first->second.begin();
}

std::int64_t Database::changed_rows() const {
  return sqlite3_changes64(handle_.get());
}

std::int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(handle_.get());
}

}  // namespace wmh::server
