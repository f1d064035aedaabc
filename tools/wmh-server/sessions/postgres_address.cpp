#include "sessions/postgres_address.hpp"

#include <libpq-fe.h>
#include <memory>
#include <string_view>

namespace wmh::server::postgres {
namespace {

Error no_address() {
  return {
      errc::invalid_argument,
      "not the address of a PostgreSQL database; write postgres://USER@HOST:PORT/DATABASE, with "
      "special characters of a password as %40 for @"};
}

/// Whether a piece of the address is there because a password holds what an address is cut at.
bool is_misread(std::string_view keyword, std::string_view value) {
  if (keyword == "port") return value.find_first_not_of("0123456789,") != value.npos;
  return (keyword == "host" || keyword == "dbname") && value.find('@') != value.npos;
}

bool is_secret(const PQconninfoOption& option) {
  return option.dispchar && option.dispchar[0] == '*';
}

}  // namespace

Result<Address> Address::read(std::string url) {
  if (!url.starts_with("postgres://") && !url.starts_with("postgresql://")) return no_address();
  // libpq's own words would repeat parts of the address, such as a password with a slash in it.
  const std::unique_ptr<PQconninfoOption, void (*)(PQconninfoOption*)> options(
      PQconninfoParse(url.c_str(), nullptr), &PQconninfoFree);
  if (!options) return no_address();
  std::vector<std::string> secrets;
  for (const PQconninfoOption* each = options.get(); each->keyword; ++each) {
    const std::string_view value = each->val ? each->val : "";
    if (is_misread(each->keyword, value)) return no_address();
    if (is_secret(*each) && !value.empty()) secrets.emplace_back(value);
  }
  return Address(std::move(url), std::move(secrets));
}

std::string Address::without_secrets(std::string text) const {
  for (const std::string& secret : secrets_)
    for (auto at = text.find(secret); at != text.npos; at = text.find(secret, at + 3))
      text.replace(at, secret.size(), "***");
  return text;
}

}  // namespace wmh::server::postgres
