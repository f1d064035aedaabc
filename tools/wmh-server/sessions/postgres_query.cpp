#include "sessions/postgres_query.hpp"

#include <bit>
#include <libpq-fe.h>

namespace wmh::server::postgres {
namespace {

std::string big_endian(std::uint64_t number) {
  std::string bytes(sizeof number, '\0');
  for (std::size_t at = bytes.size(); at-- > 0; number >>= 8)
    bytes[at] = static_cast<char>(number & 0xff);
  return bytes;
}

}  // namespace

Query& Query::bind(std::string_view bytes) {
  values_.emplace_back(bytes);
  return *this;
}

Query& Query::bind(std::int64_t number) {
  values_.emplace_back(big_endian(static_cast<std::uint64_t>(number)));
  return *this;
}

Query& Query::bind(double number) {
  values_.emplace_back(big_endian(std::bit_cast<std::uint64_t>(number)));
  return *this;
}

Query& Query::bind_null() {
  values_.emplace_back();
  return *this;
}

void Rows::clear(pg_result* result) {
  PQclear(result);
}

int Rows::size() const noexcept {
  return PQntuples(result_.get());
}

std::string Rows::bytes(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column),
          static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

std::int64_t Rows::number(int row, int column) const {
  std::uint64_t number = 0;
  for (const char each : bytes(row, column))
    number = number << 8 | static_cast<unsigned char>(each);
  return static_cast<std::int64_t>(number);
}

bool Rows::truth(int row, int column) const {
  return number(row, column) != 0;
}

bool Rows::null(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) != 0;
}

}  // namespace wmh::server::postgres
