#include "offline/fields.hpp"

#include <wmh/json.hpp>

#include "offline/json_text_edit.hpp"
#include "util/json_leaves.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_voters = 8;

json::value parse_container(std::string_view text) {
  if (!may_have_fields(text)) return nullptr;
  auto parsed = parse_json(trim(text));
  return parsed ? std::move(*parsed) : json::value(nullptr);
}

/// The field that a path ends in: "name" of "list[0].name" and of "name[2]".
std::string_view field_of(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot != std::string_view::npos) path.remove_prefix(dot + 1);
  return path.substr(0, path.find('['));
}

/// JSON has no text for what a number beyond the range of a double is read as.
bool has_json_text(const json::value& leaf) {
  return !leaf.is_double() || std::isfinite(leaf.get_double());
}

/// What is said of the value at each path, and with what weight.
class Vote {
 public:
  void add(const json::value& voter, double weight) {
    for (const auto& [path, leaf] : json_leaves(voter))
      if (has_json_text(*leaf)) votes_[path][to_text(*leaf)] += weight;
  }
  /// `own` where nobody votes.
  std::string winner(const std::string& path, const std::string& own) const {
    const auto found = votes_.find(path);
    if (found == votes_.end()) return own;
    return std::max_element(found->second.begin(), found->second.end(),
                            [](const auto& a, const auto& b) { return a.second < b.second; })
        ->first;
  }

 private:
  std::map<std::string, std::map<std::string, double>> votes_{};
};

bool same_shape(const json::value& a, const json::value& b) {
  const JsonLeaves left = json_leaves(a), right = json_leaves(b);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(),
                    [](const auto& x, const auto& y) { return x.first == y.first; });
}

Vote count_votes(const std::vector<Guess>& guesses, std::size_t chosen,
                 const std::vector<double>& weights, const json::value& answer) {
  Vote vote;
  vote.add(answer, weights[chosen]);
  std::size_t voters = 0;
  for (std::size_t i = 0; i < guesses.size() && voters < most_voters; ++i) {
    if (i == chosen || weights[i] <= 0 ||
        guesses[i].observation.is_error != guesses[chosen].observation.is_error)
      continue;
    const json::value other = parse_container(guesses[i].observation.content);
    if (other.is_null() || !same_shape(other, answer)) continue;
    vote.add(other, weights[i]);
    ++voters;
  }
  return vote;
}

/// Replaces leaves of the container that `content` holds between blanks. Leaves cannot be told by
/// their numbers where a key stands twice: such a text stays as it is.
std::string replace_fields(const std::string& content, std::size_t leaves,
                           const std::map<std::size_t, std::string>& replacements) {
  const std::string_view container = trim(content);
  if (replacements.empty() || count_leaves(container) != leaves) return content;
  const auto at = static_cast<std::size_t>(container.data() - content.data());
  return std::string(content).replace(at, container.size(),
                                      replace_leaves(container, replacements));
}

}  // namespace

void NamedValues::add(const json::value& container) {
  for (const auto& [path, leaf] : json_leaves(container)) {
    const std::string_view name = field_of(path);
    if (name.empty() || !leaf->is_primitive() || leaf->is_null() || leaf->is_bool() ||
        !has_json_text(*leaf))
      continue;
    std::string value = to_text(*leaf);
    const auto [known, fresh] = values_.try_emplace(std::string(name), value);
    if (!fresh && known->second != value) known->second.clear();
  }
}

void NamedValues::add_action(const Action& action) {
  add(json::value(action.arguments()));
}

void NamedValues::add_observation(const Observation& observation) {
  const json::value container = parse_container(observation.content);
  if (!container.is_null()) add(container);
}

const std::string* NamedValues::only(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? nullptr : &found->second;
}

bool may_have_fields(std::string_view content) {
  content = trim(content);
  return !content.empty() && (content.front() == '{' || content.front() == '[');
}

std::string vote_on_fields(const std::vector<Guess>& guesses, std::size_t chosen,
                           const std::vector<double>& weights, const NamedValues& of_neighbour,
                           const NamedValues& of_session) {
  const std::string& content = guesses[chosen].observation.content;
  const json::value answer = parse_container(content);
  if (answer.is_null()) return content;
  const Vote vote = count_votes(guesses, chosen, weights, answer);
  std::map<std::size_t, std::string> replacements;
  std::size_t number = 0;
  for (const auto& [path, leaf] : json_leaves(answer)) {
    const std::string own = to_text(*leaf);
    const std::string* before = of_neighbour.only(field_of(path));
    const std::string* now = of_session.only(field_of(path));
    std::string value = before && now && *before == own ? *now : vote.winner(path, own);
    if (value != own) replacements.emplace(number, std::move(value));
    ++number;
  }
  return replace_fields(content, number, replacements);
}

}  // namespace detail
WMH_END_NAMESPACE
