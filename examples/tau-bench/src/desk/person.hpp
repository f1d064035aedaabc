#pragma once

#include <boost/describe.hpp>

#include <string>

namespace tau {

struct PersonName {
  std::string first_name;
  std::string last_name;
};
BOOST_DESCRIBE_STRUCT(PersonName, (), (first_name, last_name))

struct Address {
  std::string street;
  std::string city;
  std::string state;
  std::string zip;

  bool operator==(const Address&) const = default;
};
BOOST_DESCRIBE_STRUCT(Address, (), (street, city, state, zip))

}  // namespace tau
