#pragma once

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wmh::server {

/// What stands between the slashes of a path that begins with one.
struct PathSegments {
  static constexpr std::size_t most = 8;

  /// Of a path that has more, or none, nothing is taken.
  explicit constexpr PathSegments(std::string_view path) {
    if (!path.starts_with('/') || std::count(path.begin(), path.end(), '/') > std::ptrdiff_t{most})
      return;
    while (!path.empty()) {
      path.remove_prefix(1);
      const std::string_view segment = path.substr(0, path.find('/'));
      each[count++] = segment;
      path.remove_prefix(segment.size());
    }
  }

  std::array<std::string_view, most> each{};
  std::size_t count = 0;
};

/// A method and the paths it answers on: "/world_models/{name}/sessions".
struct Route {
  constexpr Route(std::string_view asked, std::string_view of_path)
      : method(asked), pattern(of_path), segments(of_path) {}

  std::string_view method;
  std::string_view pattern;
  PathSegments segments;
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
