#include "offline/fields.hpp"

#include <wmh/json.hpp>

#include "offline/json_text_edit.hpp"
#include "util/json_leaves.hpp"
#include "util/text.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_voters = 8;

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

bool may_have_fields(std::string_view content) {
  content = trim(content);
  return !content.empty() && (content.front() == '{' || content.front() == '[');
}

std::string vote_on_fields(const std::vector<Guess>& guesses, std::size_t chosen,
                           const std::vector<double>& weights, const NamedValues& of_neighbour,
                           const ValueOf& of_session) {
  const std::string& content = guesses[chosen].observation.content;
  const json::value answer = parse_container(content);
  if (answer.is_null()) return content;
  const Vote vote = count_votes(guesses, chosen, weights, answer);
  std::map<std::size_t, std::string> replacements;
  std::size_t number = 0;
  for (const auto& [path, leaf] : json_leaves(answer)) {
    const std::string own = to_text(*leaf);
    const std::string* before = of_neighbour.only(field_of(path));
    std::optional<std::string> now;
    if (before && *before == own) now = of_session(field_of(path));
    std::string value = now ? std::move(*now) : vote.winner(path, own);
    if (value != own) replacements.emplace(number, std::move(value));
    ++number;
  }
  return replace_fields(content, number, replacements);
}

}  // namespace detail
WMH_END_NAMESPACE
