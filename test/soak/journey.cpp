#include "soak/journey.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::soak {
namespace {

const Rule opening{"open a session"};
const Rule stepping{"step"};
const Rule forking{"fork"};
const Rule reading{"read a history"};
const Rule ending{"end a session"};
// The first try, which was refused, may have ended it.
const Rule ending_again{"end a session", {200, 404}};

constexpr std::size_t page_size = 64;

std::size_t oldest_of(std::size_t steps) {
  return steps > most_history ? steps - most_history : 0;
}

std::string key_header(const std::string& key) {
  return "Idempotency-Key: " + key + "\r\n";
}

}  // namespace

std::string check_page(const Answer& page, std::size_t from, const std::vector<Told>& told,
                       std::size_t first_had) {
  if (page.count_at("steps_taken") != told.size())
    return fmt::format("has {} steps, not {}", page.count_at("steps_taken"), told.size());
  const std::size_t oldest = std::max(first_had, oldest_of(told.size()));
  const std::size_t first = page.count_at("first_step");
  if (first != std::max(from, oldest)) return fmt::format("begins at {}, not {}", first, from);
  if (!page.at("history").is_array()) return "has no history";
  const json::array& history = page.at("history").get_array();
  if (history.size() != std::min(page_size, told.size() - first))
    return fmt::format("has {} steps from {} on of {}", history.size(), first, told.size());
  for (std::size_t i = 0; i < history.size(); ++i) {
    const Told& each = told[first + i];
    if (to_text(history[i].at("action").at("arguments")) != each.action ||
        to_text(history[i].at("observation")) != each.observation)
      return fmt::format("has another step {}: {}", first + i, to_text(history[i]).substr(0, 200));
  }
  return {};
}

Journey::Journey(Stage& stage, Client& client, std::string model)
    : stage_(stage), client_(client), model_(std::move(model)) {}

void Journey::fail(std::string_view kind, const std::string& why) {
  stage_.target.tally.fail(stage_.target.name, kind, id_ + " " + why);
}

bool Journey::open() {
  const Answer answer = client_.insist(opening, "POST", "/world_models/" + model_ + "/sessions",
                                       R"({"task": "count the stock of article 3"})");
  id_ = answer.text_at("session_id");
  run_ = fmt::format("{:016x}", stage_.random());
  return answer.status == 200;
}

Journey::Asked Journey::next() {
  json::object arguments{{"id", stage_.below(14)},
                         {"note", fmt::format("{}-{}", run_, told_.size())}};
  if (padding > 0) arguments["padding"] = std::string(padding, 'p');
  Asked asked;
  asked.key = fmt::format("{}-{}", run_, told_.size());
  asked.arguments = to_text(arguments);
  asked.body = to_text(json::object{
      {"action", {{"kind", "tool_call"}, {"name", "lookup"}, {"arguments", arguments}}}});
  return asked;
}

bool Journey::take(const Asked& asked, const json::value& answer) {
  const json::object& object = answer.get_object();
  if (!object.contains("observation") || !object.contains("step")) {
    fail("step", "was answered without an observation: " + to_text(answer));
    return false;
  }
  if (object.contains("repeated") && object.at("repeated") == true) ++stage_.target.tally.repeated;
  if (object.at("step") != told_.size()) {
    fail("step", fmt::format("{} is told as step {}", told_.size(), to_text(object.at("step"))));
    return false;
  }
  told_.push_back({asked.arguments, to_text(object.at("observation"))});
  ++stage_.target.tally.steps;
  return true;
}

bool Journey::give(const Asked& asked) {
  const Answer answer =
      client_.insist(stepping, "POST", path() + "/step", asked.body, key_header(asked.key));
  return answer.status == 200 && take(asked, answer.body);
}

bool Journey::step() {
  return give(next());
}

bool Journey::step_twice() {
  const Asked asked = next();
  client_.ask_and_leave("POST", path() + "/step", asked.body, key_header(asked.key));
  stage_.target.tally.count(stage_.target.name, "step, then leave", 0);
  return give(asked);
}

std::size_t Journey::oldest() const {
  return std::max(first_, oldest_of(told_.size()));
}

void Journey::fork() {
  const std::size_t at = oldest() + stage_.below(told_.size() - oldest() + 1);
  const Answer answer = client_.insist(forking, "POST", path() + "/fork",
                                       to_text(json::object{{"at", at}, {"pin", true}}));
  if (answer.status != 200) return;
  Journey forked(stage_, client_, model_);
  forked.id_ = std::string(answer.at("session_ids").at(0).get_string());
  forked.run_ = run_ + "f";
  forked.first_ = oldest();
  forked.told_.assign(told_.begin(), told_.begin() + static_cast<std::ptrdiff_t>(at));
  for (int i = 0; i < 3; ++i)
    if (!forked.step()) return;
  forked.verify();
  forked.end();
}

void Journey::verify() {
  std::size_t from = 0;
  do {
    const Answer page =
        client_.insist(reading, "GET", fmt::format("{}?from={}&limit={}", path(), from, page_size));
    if (page.status != 200) return;
    const std::string wrong = check_page(page, from, told_, first_);
    if (!wrong.empty()) return fail("verify", wrong);
    from = page.count_at("first_step") + page_size;
  } while (from < told_.size());
  stage_.target.tally.verified += told_.size();
  ++stage_.target.tally.sessions;
}

void Journey::end() {
  const auto sent = Clock::now();
  const bool calm = !stage_.target.excuses(sent);
  client_.insist(calm ? ending : ending_again, "DELETE", path());
}

}  // namespace wmh::soak
