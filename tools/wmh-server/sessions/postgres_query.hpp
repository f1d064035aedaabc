#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct pg_result;

namespace wmh::server::postgres {

/// SQL that each connection prepares once. `name` is unique; parameters carry their type
/// ($1::bytea), since values travel in binary.
struct Statement {
  const char* name;
  const char* sql;
};

/// A statement, which must outlive it, and the values of its parameters in order.
class Query {
 public:
  explicit Query(const Statement& statement) : statement_(&statement) {}

  Query& bind(std::string_view bytes);  ///< bytea
  Query& bind(std::int64_t number);     ///< bigint
  Query& bind(double number);           ///< float8
  Query& bind_null();
  template <class T>
  Query& bind(const std::optional<T>& value) {
    return value ? bind(*value) : bind_null();
  }

  const Statement& statement() const noexcept { return *statement_; }
  const std::vector<std::optional<std::string>>& values() const noexcept { return values_; }

 private:
  const Statement* statement_;
  std::vector<std::optional<std::string>> values_{};
};

/// What a query returned. A column is asked for by what it holds.
class Rows {
 public:
  explicit Rows(pg_result* result) : result_(result, &clear) {}

  int size() const noexcept;
  std::string bytes(int row, int column) const;
  std::int64_t number(int row, int column) const;
  bool truth(int row, int column) const;
  bool null(int row, int column) const;

 private:
  static void clear(pg_result* result);
  std::unique_ptr<pg_result, void (*)(pg_result*)> result_;
};

}  // namespace wmh::server::postgres
