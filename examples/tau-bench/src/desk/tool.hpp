#pragma once

#include "desk/read_json.hpp"
#include "desk/signature.hpp"

#include <functional>

namespace tau {

/// A tool of a desk over `Database`.
template <class Database>
struct Tool {
  std::string_view name;
  std::string signature;
  std::function<Result<json::value>(Database&, const json::object&)> run;
};

/// A tool whose parameters are the members of `Request`; `work` sees only well-formed requests.
template <class Database, class Request>
Tool<Database> make_tool(std::string_view name,
                         Result<json::value> (*work)(Database&, const Request&)) {
  auto run = [name, work](Database& database, const json::object& arguments) {
    auto request = read_json<Request>(arguments, "");
    if (!request) return Result<json::value>(std::move(request).error().in(name));
    return work(database, *request);
  };
  return {name, fmt::format("{}({})", name, signature_of<Request>()), std::move(run)};
}

}  // namespace tau
