#include "agents/findings.hpp"

#include "outcome.hpp"

#include <algorithm>

namespace swe {

void Findings::learn(const wmh::Step& step) {
  const std::string_view tool = step.action.name();
  if (tool == "edit") return learn_edit(step);
  if (tool == "run_tests") return learn_tests(step.observation);
  if (step.observation.is_error) return;
  if (tool == "view") return learn_view(step);
  if (tool == "search")
    for (Place& place : places_in(step.observation.content))
      hits_.push_back(std::move(place));
}

void Findings::learn_edit(const wmh::Step& step) {
  if (argument(step.action, "old_text") != in_file_) return;
  const std::string path = argument(step.action, "path");
  if (step.observation.is_error) {
    refused_.insert(path);
    found_.reset();
    return;
  }
  found_ = path;
  in_file_ = argument(step.action, "new_text");
  ++edits_;
  passed_ = false;
}

void Findings::learn_tests(const wmh::Observation& observation) {
  passed_ = !observation.is_error && all_passed(observation.content);
  if (failing_.empty()) failing_ = places_in(observation.content);
}

void Findings::learn_view(const wmh::Step& step) {
  const std::string text = shown_text(step.observation.content);
  if (text.find(bug_) != std::string::npos) found_ = argument(step.action, "path");
  seen_ += text;
}

std::vector<Place> Findings::suspects() const {
  std::vector<Place> all;
  for (const auto* places : {&failing_, &hits_})
    std::copy_if(places->begin(), places->end(), std::back_inserter(all),
                 [](const Place& place) { return !is_test(place.path); });
  return all;
}

bool Findings::hit_code() const {
  return std::any_of(hits_.begin(), hits_.end(),
                     [](const Place& place) { return !is_test(place.path); });
}

std::optional<std::string> Findings::target() const {
  if (found_) return found_;
  for (const Place& place : suspects())
    if (!refused_.contains(place.path)) return place.path;
  return std::nullopt;
}

std::optional<Place> Findings::failed_test() const {
  for (const Place& place : failing_)
    if (is_test(place.path)) return place;
  return std::nullopt;
}

std::optional<std::string> Findings::test_file() const {
  if (const auto failed = failed_test()) return failed->path;
  for (const Place& place : hits_)
    if (is_test(place.path)) return place.path;
  return std::nullopt;
}

}  // namespace swe
