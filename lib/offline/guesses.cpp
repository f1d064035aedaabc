#include "offline/guesses.hpp"

#include "offline/keys.hpp"
#include "offline/substitution.hpp"

#include <unordered_set>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_remade = 12;              // the nearest ones
constexpr std::size_t most_remade_bytes = 64 << 10;  // longer answers are taken as they are
constexpr std::size_t most_guesses = 160;

/// Different answers, each once.
class Guesses {
 public:
  void add_recorded(std::size_t neighbour, const ComparedStepPtr& step) {
    if (!known_.insert(step->profile.outcome()).second) return;
    const Observation& observation = step->step().observation;
    guesses_.push_back({neighbour,
                        Making::as_recorded,
                        {observation.content, observation.is_error},
                        {step, &step->profile},
                        step});
  }
  void add(std::size_t neighbour, Making making, std::string content, bool is_error) {
    if (guesses_.size() >= most_guesses) return;
    Guess guess{neighbour, making, {std::move(content), is_error}};
    guess.profile = std::make_shared<const Profile>(guess.observation);
    if (known_.insert(guess.profile->outcome()).second) guesses_.push_back(std::move(guess));
  }
  std::vector<Guess> take() { return std::move(guesses_); }

 private:
  std::unordered_set<std::uint64_t> known_{};
  std::vector<Guess> guesses_{};
};

}  // namespace

std::vector<Guess> guesses_of(const Situation& situation,
                              const std::vector<Neighbour>& neighbours) {
  const ArgumentHints hints = hints_of(plain_text(situation.action));
  Guesses guesses;
  for (std::size_t i = 0; i < neighbours.size(); ++i) {
    const Step& step = neighbours[i].step->step();
    const std::string& content = step.observation.content;
    const bool is_error = step.observation.is_error;
    guesses.add_recorded(i, neighbours[i].step);
    if (i >= most_remade || content.size() > most_remade_bytes) continue;
    std::string adapted = substitute(content, substitution_between(step.action, situation.action));
    if (adapted != content) guesses.add(i, Making::adapted, std::move(adapted), is_error);
    if (is_error) continue;
    for (Excerpt& excerpt : excerpts_of(hints, content))
      guesses.add(i, excerpt.making, std::move(excerpt.content), false);
  }
  return guesses.take();
}

}  // namespace detail
WMH_END_NAMESPACE
