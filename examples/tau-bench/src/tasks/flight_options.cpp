#include "tasks/flight_options.hpp"

#include "tasks/json_access.hpp"

#include <algorithm>

namespace tau::airline {
namespace {

bool has_seats(const json::value& flight, std::string_view cabin, std::size_t passengers) {
  return number_at(value_at(flight, "seats"), cabin) >= static_cast<double>(passengers);
}

std::vector<json::array> ways(const json::value& found) {
  std::vector<json::array> all;
  if (!found.is_array()) return all;
  for (const json::value& each : found.get_array())
    all.push_back(each.is_array() ? each.get_array() : json::array{each});
  return all;
}

}  // namespace

std::string_view name_of(Cabin cabin) {
  return boost::describe::enum_to_string(cabin, "?");
}

int fare(const json::value& flight, std::string_view cabin) {
  return static_cast<int>(number_at(value_at(flight, "fares"), cabin));
}

int fares(const json::array& way, std::string_view cabin) {
  int sum = 0;
  for (const json::value& flight : way)
    sum += fare(flight, cabin);
  return sum;
}

json::array choices(const json::array& flights) {
  json::array all;
  for (const json::value& flight : flights)
    all.push_back(
        {{"flight_number", text_at(flight, "flight_number")}, {"date", text_at(flight, "date")}});
  return all;
}

json::object query(const std::string& from, const std::string& to, const std::string& date) {
  return {{"origin", from}, {"destination", to}, {"date", date}};
}

json::array cheapest_way(const json::value& found, std::string_view cabin, std::size_t passengers) {
  json::array best;
  for (const json::array& way : ways(found)) {
    const bool fits = std::all_of(way.begin(), way.end(), [&](const json::value& flight) {
      return has_seats(flight, cabin, passengers);
    });
    if (fits && (best.empty() || fares(way, cabin) < fares(best, cabin))) best = way;
  }
  return best;
}

}  // namespace tau::airline
