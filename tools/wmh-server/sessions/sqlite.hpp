#pragma once

#include <wmh/error.hpp>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;

namespace wmh::server {

/// A prepared statement. Values are bound in order. One that could not be prepared fails when run.
class Statement {
 public:
  Statement(sqlite3* database, std::string_view sql);

  /// Forgets the last run and its values.
  Statement& begin();
  Statement& bind(std::string_view text);
  Statement& bind(std::int64_t number);
  Statement& bind(double number);
  Statement& bind_null();
  template <class T>
  Statement& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind_null();
  }

  /// The next row: false when there is none (any more).
  Result<bool> next();
  /// For statements that return no row.
  Result<Done> run();

  std::string text(int column) const;
  std::int64_t number(int column) const;
  bool null(int column) const;

 private:
  static void finish(sqlite3_stmt* handle);
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, void (*)(sqlite3_stmt*)> handle_;
  int bound_ = 0;
};

/// A database file. One thread at a time.
class Database {
 public:
  /// Opens or creates it for this process alone. Fails with errc::io.
  static Result<Database> open(const std::filesystem::path& file);

  Result<Done> execute(const char* sql);
  /// Prepared on first use, and begun anew: what it returned before is gone.
  Statement& statement(const char* sql);
  std::int64_t changed_rows() const;
  std::int64_t last_row() const;

 private:
  explicit Database(sqlite3* handle) : handle_(handle, &close) {}
  static void close(sqlite3* handle);
  std::unique_ptr<sqlite3, void (*)(sqlite3*)> handle_;
  std::unordered_map<std::string_view, Statement> statements_{};  // after it: they end first
};

}  // namespace wmh::server
