// Whatever a model replies, a judgement that is read from it keeps to its ranges, and an object
// that is found in it is JSON, which is found again.
#include <wmh/json.hpp>

#include "fuzz/require.hpp"
#include "judges/episode.hpp"
#include "judges/match.hpp"
#include "judges/rubric.hpp"
#include "judges/rubric_v1.hpp"
#include "util/json_in_text.hpp"

#include <boost/json/value.hpp>

using namespace wmh;

namespace {

constexpr std::string_view wanted[] = {"score", "critique", "reward"};

bool is_share(double number) {
  return number >= 0 && number <= 1;
}

void check_object(const json::object& object) {
  const std::string text = to_text(object);
  const auto parsed = parse_json(text);
  require(parsed.has_value());
  const auto again = detail::find_object("so: " + text + "!", wanted);
  require(again.has_value());
  require(to_text(*again) == text);
}

void check_salvaged(const detail::SalvagedObject& salvaged) {
  require(parse_json(to_text(salvaged.members)).has_value());
  require(!salvaged.cut_string || salvaged.members.at(salvaged.cut_key).is_string());
}

void check_verdict(const Result<Verdict>& verdict) {
  if (!verdict) return;
  require(verdict->valid && is_share(verdict->score));
  for (const auto& [name, score] : verdict->dimensions)
    require(is_share(score));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view reply(reinterpret_cast<const char*>(data), size);
  if (const auto found = detail::find_object(reply, wanted)) check_object(*found);
  if (const auto salvaged = detail::salvage_object(reply, wanted)) check_salvaged(*salvaged);
  check_verdict(detail::read_rubric_reply(reply));
  check_verdict(detail::read_rubric_v1_reply(reply));
  check_verdict(detail::read_match_reply(reply));
  if (const auto verdict = detail::read_episode_reply(reply, 3)) {
    require(is_share(verdict->reward) && verdict->step_rewards.size() == 3);
    for (const double reward : verdict->step_rewards)
      require(is_share(reward));
  }
  return 0;
}
