#include "testbed/words.hpp"

#include <wmh/json.hpp>

#include <boost/json/value.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

std::string label_of(const Action& action) {
  return action.kind() == ActionKind::message ? "(message)" : std::string(action.name());
}

std::string short_text(const Observation& observation) {
  constexpr std::size_t most = 80;
  std::string_view shown = observation.content;
  const bool cut = shown.size() > most;
  if (cut) {
    shown = shown.substr(0, most);
    // Not in the middle of a character.
    const auto continues = [&](std::size_t at) {
      return (static_cast<unsigned char>(observation.content[at]) & 0xC0) == 0x80;
    };
    while (!shown.empty() && continues(shown.size()))
      shown.remove_suffix(1);
  }
  return (observation.is_error ? "error " : "") + to_text(json::value(shown)) + (cut ? "..." : "");
}

}  // namespace detail
WMH_END_NAMESPACE
