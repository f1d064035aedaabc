#pragma once

#include "airline/records.hpp"
#include "desk/read_json.hpp"

namespace tau::airline {

// What the airline's agent makes of the flights that a search shows. A way is one flight or two
// with a change.

std::string_view name_of(Cabin cabin);
int fare(const json::value& flight, std::string_view cabin);
/// The fare of a way for one passenger.
int fares(const json::array& way, std::string_view cabin);
/// Flights as tools want them: number and date.
json::array choices(const json::array& flights);
/// The arguments of a search.
json::object query(const std::string& from, const std::string& to, const std::string& date);
/// The cheapest way that a search found with seats for everybody; empty when there is none.
json::array cheapest_way(const json::value& found, std::string_view cabin, std::size_t passengers);

}  // namespace tau::airline
