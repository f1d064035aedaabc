#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wmh::server {

/// A method and the paths it answers on: "/world_models/{name}/sessions".
struct Route {
  constexpr Route(std::string_view asked, std::string_view of_path)
      : method(asked), pattern(of_path), segments(segments_of(of_path)) {}

  static constexpr std::size_t segments_of(std::string_view path) {
    return static_cast<std::size_t>(std::count(path.begin(), path.end(), '/'));
  }

  std::string_view method;
  std::string_view pattern;
  std::size_t segments;  ///< Of the pattern, and so of its paths.
};

/// What became of looking for a route.
struct RouteMatch {
  std::optional<std::size_t> route{};       ///< Its place in the table.
  std::vector<std::string> captured{};      ///< What stood in the braces, percent-decoded.
  std::vector<std::string_view> allowed{};  ///< Methods of the path when none is the asked one.
};

/// HEAD is answered where GET is. A path that no pattern knows leaves everything empty.
RouteMatch find_route(std::span<const Route> routes, std::string_view method,
                      std::string_view path);

/// nullopt for what is no percent-encoding, or not UTF-8.
std::optional<std::string> percent_decoded(std::string_view text);

/// The value of a parameter of a query, decoded; nullopt when it is not there.
std::optional<std::string> query_value(std::string_view query, std::string_view name);

/// A whole number of a query, or `fallback`; nullopt when what is given is none.
std::optional<std::size_t> query_number(std::string_view query, std::string_view name,
                                        std::size_t fallback);

}  // namespace wmh::server
