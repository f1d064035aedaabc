#include "offline/guess_features.hpp"

#include "offline/deciding_words.hpp"
#include "offline/guess_pool.hpp"
#include "offline/query_words.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

double share_of(std::size_t part, std::size_t whole) {
  return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}

std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t count = 0;
  while (count < most && a[count] == b[count])
    ++count;
  return count;
}

std::size_t common_suffix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t count = 0;
  while (count < most && a[a.size() - 1 - count] == b[b.size() - 1 - count])
    ++count;
  return count;
}

/// What the groups of numbers below are made of. Flags are 0 or 1.
struct Measures {
  Overlap overlap{};
  double near = 0, near4 = 0, task = 0, shape = 0, prefix = 0, suffix = 0, sizes = 0, alike = 0;
  double wide = 0, close = 0, shaped = 0, error = 0, empty = 0, adapted = 0, length = 0;
};

using Group = std::vector<double>;

/// How near the neighbour is: 0 to 9.
Group nearness_group(const Measures& m, const Neighbour& neighbour) {
  return {1,
          m.near,
          double{neighbour.task},
          m.task,
          neighbour.in_session() ? 1.0 : 0,
          m.overlap.of_query,
          m.overlap.of_neighbour,
          m.prefix,
          m.suffix,
          m.sizes};
}

/// How far the others agree, and what kind of answer it is among theirs: 10 to 22.
Group agreement_group(const Measures& m, const GuessPool& pool) {
  return {m.wide,
          m.close,
          m.shaped,
          m.length - pool.log_length,
          std::abs(m.length - pool.log_length),
          m.error,
          m.empty,
          pool.errors,
          pool.empties,
          m.error * pool.shaped_errors,
          (1 - m.error) * pool.shaped_errors,
          m.empty * pool.shaped_empties,
          (1 - m.empty) * pool.shaped_empties};
}

/// What counts beside these, and what counts together: 23 to 42.
Group joint_group(const Measures& m, const Guess& guess, const GuessPool& pool) {
  const double rarest = m.overlap.rarest ? 1 : 0;
  return {1 / (1.0 + static_cast<double>(guess.neighbour)),
          m.overlap.missing / 8,
          m.overlap.extra / 8,
          m.adapted,
          pool.best,
          m.length / 8,
          m.near4,
          m.close * m.near,
          m.task * m.near4,
          m.prefix * m.suffix,
          rarest,
          rarest * m.task,
          m.shape,
          m.shape * m.shaped,
          m.shape * m.task,
          m.close * m.task,
          m.adapted * m.close,
          m.alike,
          m.alike * m.alike * m.alike,
          m.alike * m.close};
}

/// Whether it looks like the answers to calls of like shape: 43 to 48.
Group layout_group(const Measures& m, const Profile& answer, const ExpectedLayout& expected) {
  const double like = product(answer.layout().shares(), expected.shares);
  const double longer = answer.layout().log_lines() - expected.log_lines;
  return {like,
          like * (m.overlap.rarest ? 1 : 0),
          longer,
          std::abs(longer) / expected.spread,
          m.error * expected.errors,
          (1 - m.error) * expected.errors};
}

/// One flag for each way of cutting lines out: 49 to 63.
Group making_group(const Guess& guess) {
  constexpr auto first = static_cast<std::size_t>(Making::first_lines);
  Group flags(making_count - first, 0);
  const auto making = static_cast<std::size_t>(guess.making);
  if (making >= first) flags[making - first] = 1;
  return flags;
}

/// The numbers whose distance to the best guess counts as well: 64 to 69.
constexpr std::size_t relative[] = {1, 10, 11, 12, 40, 43};
constexpr std::size_t first_relative = 64;
constexpr std::size_t first_suitability = 70;
static_assert(first_relative + std::size(relative) == first_suitability);
static_assert(first_suitability + 5 == feature_count);

class Judge {
 public:
  Judge(const Question& question, const HashedRegression& difference)
      : question_(question),
        difference_(difference),
        words_(question.situation.action, question.recordings.words(),
               question.situation.is_recorded),
        pool_(question.neighbours) {
    const Recordings::Tool* tool = question.recordings.tool(question.query.tool);
    if (tool == nullptr) return;
    const Words shape = question.recordings.words().shape_of(words_of(words_.text()));
    expected_ = tool->layouts.expected(shape, [&question](std::uint32_t entry) {
      return question.query.counts(question.recordings.call(entry));
    });
  }

  Features features(const Guess& guess) const {
    const Neighbour& neighbour = question_.neighbours[guess.neighbour];
    const Measures m = measure(guess, neighbour);
    Features features{};
    auto next = features.begin();
    for (const Group& group :
         {nearness_group(m, neighbour), agreement_group(m, pool_), joint_group(m, guess, pool_),
          layout_group(m, *guess.profile, expected_), making_group(guess)})
      next = std::copy(group.begin(), group.end(), next);
    return features;
  }

 private:
  Measures measure(const Guess& guess, const Neighbour& neighbour) const {
    const std::string& text = neighbour.step->arguments;
    const std::string& asked = words_.text();
    Measures m;
    m.overlap = words_.with(neighbour.step->word_set);
    m.near = double{neighbour.arguments};
    m.near4 = m.near * m.near * m.near * m.near;
    m.task = neighbour.same_task ? 1 : 0;
    m.shape = neighbour.same_shape ? 1 : 0;
    m.prefix = share_of(common_prefix(text, asked), asked.size());
    m.suffix = share_of(common_suffix(text, asked), asked.size());
    m.sizes = share_of(std::min(text.size(), asked.size()), std::max(text.size(), asked.size()));
    m.alike = difference_.predict(
        difference_slots(words_.set(), neighbour.step->word_set, neighbour.same_task));
    const auto [wide, close, shaped] = pool_.support(*guess.profile);
    m.wide = wide;
    m.close = close;
    m.shaped = shaped;
    m.error = guess.profile->is_error() ? 1 : 0;
    m.empty = guess.profile->empty() ? 1 : 0;
    m.adapted = guess.making == Making::adapted ? 1 : 0;
    m.length = log_length(*guess.profile);
    return m;
  }

  const Question& question_;
  const HashedRegression& difference_;
  QueryWords words_;
  GuessPool pool_;
  ExpectedLayout expected_{};
};

}  // namespace

std::vector<Features> features_of(const Question& question, const HashedRegression& difference) {
  const Judge judge(question, difference);
  std::vector<Features> all;
  for (const Guess& guess : question.guesses)
    all.push_back(judge.features(guess));
  for (std::size_t i = 0; i < std::size(relative); ++i) {
    double best = 0;
    for (const Features& each : all)
      best = std::max(best, each[relative[i]]);
    for (Features& each : all)
      each[first_relative + i] = each[relative[i]] - best;
  }
  return all;
}

std::vector<HashedRegression::Slots> suitability_slots(const Question& question) {
  const WordCounts& counts = question.recordings.words();
  const auto call_words = [&counts](const Words& set, const Words& words) {
    return CallWords{set, counts.shape_of(words)};
  };
  const Words asked = words_of(plain_text(question.situation.action));
  const CallWords query = call_words(set_of(asked), asked);
  std::vector<CallWords> neighbours;
  for (const Neighbour& each : question.neighbours)
    neighbours.push_back(call_words(each.step->word_set, each.step->words));
  std::vector<HashedRegression::Slots> slots;
  for (const Guess& guess : question.guesses) {
    const Neighbour& neighbour = question.neighbours[guess.neighbour];
    slots.push_back(making_slots(guess.making, query, neighbours[guess.neighbour],
                                 neighbour.in_session(), neighbour.same_task));
  }
  return slots;
}

/// 70 to 74.
void add_suitability(std::vector<Features>& features, const std::vector<Guess>& guesses,
                     const std::vector<HashedRegression::Slots>& slots,
                     const HashedRegression& suitability) {
  std::vector<double> suits;
  for (const HashedRegression::Slots& each : slots)
    suits.push_back(suitability.predict(each));
  const double best = *std::max_element(suits.begin(), suits.end());
  for (std::size_t i = 0; i < features.size(); ++i) {
    const double cut_out = guesses[i].making > Making::adapted ? 1 : 0;
    const double adapted = guesses[i].making == Making::adapted ? 1 : 0;
    const Group group{suits[i], suits[i] * suits[i] * suits[i], suits[i] - best, cut_out * suits[i],
                      adapted * suits[i]};
    std::copy(group.begin(), group.end(), features[i].begin() + first_suitability);
  }
}

}  // namespace detail
WMH_END_NAMESPACE
