#include "agents/reading.hpp"

#include "tools/lines.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace swe {
namespace {

std::optional<Place> place_in(std::string_view line) {
  line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
  const std::size_t colon = line.find(".py:");
  if (colon == std::string_view::npos || line.find(' ') < colon) return std::nullopt;
  Place place{std::string(line.substr(0, colon + 3))};
  const std::string_view number = line.substr(colon + 4);
  const auto [end, code] =
      std::from_chars(number.data(), number.data() + number.size(), place.line);
  if (code != std::errc() || end == number.data() + number.size() || *end != ':')
    return std::nullopt;
  return place;
}

}  // namespace

std::vector<Place> places_in(std::string_view text) {
  std::vector<Place> places;
  for (const std::string_view line : lines_of(text)) {
    auto place = place_in(line);
    const auto same = [&](const Place& each) {
      return each.path == place->path && each.line == place->line;
    };
    if (place && std::none_of(places.begin(), places.end(), same))
      places.push_back(std::move(*place));
  }
  return places;
}

bool is_test(std::string_view path) noexcept {
  return path.starts_with("tests/");
}

std::string shown_text(std::string_view view) {
  std::string text;
  for (std::string_view line : lines_of(view)) {
    const std::size_t number = line.find_first_not_of(' ');
    const std::size_t after = line.find_first_not_of("0123456789", number);
    if (number == std::string_view::npos || after == number) continue;
    line.remove_prefix(std::min(after, line.size()));
    line.remove_prefix(std::min<std::size_t>(2, line.size()));
    text.append(line).append("\n");
  }
  return text;
}

std::string argument(const wmh::Action& action, std::string_view name) {
  const auto* found = action.arguments().if_contains(name);
  return found && found->is_string() ? std::string(found->get_string()) : std::string();
}

}  // namespace swe
