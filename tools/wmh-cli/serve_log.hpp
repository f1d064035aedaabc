#pragma once

#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wmh::cli {

class Console;

/// Lines about a server's life, for people or as a JSON object each. Callable from any thread; the
/// console must outlive it.
class ServeLog {
 public:
  ServeLog(Console& console, bool as_json) : console_(console), as_json_(as_json) {}

  using Fields = std::vector<std::pair<std::string_view, boost::json::value>>;
  /// `event` is one word or two with a dot: "request", "session.expired".
  void write(std::string_view severity, std::string_view event, const Fields& fields) const;

 private:
  Console& console_;
  const bool as_json_;
};

}  // namespace wmh::cli
