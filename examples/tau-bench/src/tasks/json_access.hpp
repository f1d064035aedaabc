#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>

namespace tau {

// What a scripted agent reads off an answer: a member that is not there reads as empty or 0.

inline std::string text_at(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* member = object ? object->if_contains(name) : nullptr;
  return member && member->is_string() ? std::string(member->get_string()) : std::string();
}

inline double number_at(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* member = object ? object->if_contains(name) : nullptr;
  return member && member->is_number() ? member->to_number<double>() : 0;
}

inline boost::json::value value_at(const boost::json::value& value, std::string_view name) {
  const auto* object = value.if_object();
  const auto* member = object ? object->if_contains(name) : nullptr;
  return member ? *member : boost::json::value(nullptr);
}

inline boost::json::array list_at(const boost::json::value& value, std::string_view name) {
  const boost::json::value member = value_at(value, name);
  return member.is_array() ? member.get_array() : boost::json::array();
}

}  // namespace tau
