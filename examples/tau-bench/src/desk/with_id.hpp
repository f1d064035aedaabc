#pragma once

#include <boost/json/value_from.hpp>

#include <string>
#include <string_view>

namespace tau {

/// A record as tools show it: its key first, then its members.
template <class Record>
boost::json::object with_id(std::string_view name, const std::string& id, const Record& record) {
  boost::json::object shown{{name, id}};
  const boost::json::value members = boost::json::value_from(record);
  for (const auto& member : members.get_object())
    shown.emplace(member.key(), member.value());
  return shown;
}

}  // namespace tau
