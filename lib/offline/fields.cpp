#include "offline/fields.hpp"

#include "offline/json_text_edit.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <deque>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_voters = 8;

/// What is said of each field, and with what weight. What votes must outlive it.
class Vote {
 public:
  explicit Vote(const FieldTexts& answer) : said_(answer.size()) {
    std::unordered_map<std::string_view, std::size_t> first_of;
    for (std::size_t i = 0; i < answer.size(); ++i)
      places_.push_back(first_of.try_emplace(answer[i].path, i).first->second);
  }

  /// `voter` is of the answer's shape.
  void add(const FieldTexts& voter, double weight) {
    for (std::size_t i = 0; i < voter.size(); ++i)
      if (voter[i].is_json) add(said_[places_[i]], voter[i].text, weight);
  }

  /// `own` where nobody votes. Of texts with equal weight the first in the alphabet.
  std::string winner(std::size_t field, const std::string& own) const {
    const Said& said = said_[places_[field]];
    if (said.empty()) return own;
    const auto best = std::max_element(said.begin(), said.end(), [](const auto& a, const auto& b) {
      return a.second < b.second || (a.second == b.second && a.first > b.first);
    });
    return std::string(best->first);
  }

 private:
  using Said = std::vector<std::pair<std::string_view, double>>;

  static void add(Said& said, std::string_view text, double weight) {
    const auto known = std::find_if(said.begin(), said.end(),
                                    [text](const auto& each) { return each.first == text; });
    if (known == said.end())
      said.emplace_back(text, weight);
    else
      known->second += weight;
  }

  std::vector<std::size_t> places_{};  ///< Of each field, the first one with its path.
  std::vector<Said> said_;
};

bool same_shape(const FieldTexts& a, const FieldTexts& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& x, const auto& y) { return x.path == y.path; });
}

/// The fields of guesses; those that were recorded are read once for all questions.
class GuessedFields {
 public:
  const FieldTexts& of(const Guess& guess) {
    if (guess.step) return guess.step->fields();
    return made_.emplace_back(field_texts(guess.observation.content));
  }

 private:
  std::deque<FieldTexts> made_{};
};

Vote count_votes(const std::vector<Guess>& guesses, std::size_t chosen,
                 const std::vector<double>& weights, const FieldTexts& answer,
                 GuessedFields& fields) {
  Vote vote(answer);
  vote.add(answer, weights[chosen]);
  std::size_t voters = 0;
  for (std::size_t i = 0; i < guesses.size() && voters < most_voters; ++i) {
    if (i == chosen || weights[i] <= 0 ||
        guesses[i].observation.is_error != guesses[chosen].observation.is_error)
      continue;
    const FieldTexts& other = fields.of(guesses[i]);
    if (other.empty() || !same_shape(other, answer)) continue;
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
  GuessedFields fields;
  const FieldTexts& answer = fields.of(guesses[chosen]);
  if (answer.empty()) return content;
  const Vote vote = count_votes(guesses, chosen, weights, answer, fields);
  std::map<std::size_t, std::string> replacements;
  for (std::size_t number = 0; number < answer.size(); ++number) {
    const auto& [path, own, is_json] = answer[number];
    const std::string* before = of_neighbour.only(field_of(path));
    std::optional<std::string> now;
    if (before && *before == own) now = of_session(field_of(path));
    std::string value = now ? std::move(*now) : vote.winner(number, own);
    if (value != own) replacements.emplace(number, std::move(value));
  }
  return replace_fields(content, answer.size(), replacements);
}

}  // namespace detail
WMH_END_NAMESPACE
