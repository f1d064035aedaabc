#pragma once

#include <boost/describe.hpp>

#include <map>
#include <string>
#include <string_view>

namespace tau {

enum class Temper { polite, terse, chatty };
BOOST_DESCRIBE_ENUM(Temper, polite, terse, chatty)

/// What a customer says when asked, in their own words.
struct CustomerScript {
  std::string identity;
  std::string wish;
  std::string pays;
  std::string if_refused;
  Temper temper{};
};
BOOST_DESCRIBE_STRUCT(CustomerScript, (), (identity, wish, pays, if_refused, temper))

/// A simulated customer: answers what the agent says by what it is about and by how often that was
/// said before. The same messages get the same answers.
class Customer {
 public:
  explicit Customer(CustomerScript script) : script_(std::move(script)) {}
  std::string answer(std::string_view message);

 private:
  CustomerScript script_;
  std::map<std::string_view, int> said_{};  ///< How often, by subject.
};

}  // namespace tau
