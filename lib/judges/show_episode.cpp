#include "judges/episode.hpp"
#include "judges/payload.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t brief_characters = 400;

std::string show_step(std::size_t number, const Step& step, std::size_t limit) {
  return fmt::format("STEP {}\nACTION: {}\nOBSERVATION: {}\n\n", number,
                     show_action(step.action, limit), show_observation(step.observation, limit));
}

/// The positions 1 to count - 2, those in the middle first.
std::vector<std::size_t> from_the_middle(std::size_t count) {
  std::vector<std::size_t> order;
  if (count < 3) return order;
  std::size_t low = count / 2, high = low + 1;
  while (low > 0 || high < count - 1) {
    if (low > 0) order.push_back(low--);
    if (high < count - 1) order.push_back(high++);
  }
  return order;
}

/// The texts of the steps and what they take together.
class StepTexts {
 public:
  explicit StepTexts(const std::vector<Step>& steps) : steps_(steps), texts_(steps.size()) {
    for (std::size_t i = 0; i < steps.size(); ++i)
      replace(i, show_step(i + 1, steps[i], shown_characters));
  }

  std::size_t size() const noexcept { return size_; }
  void shorten(std::size_t i) {
    std::string brief = show_step(i + 1, steps_[i], brief_characters);
    if (brief.size() < texts_[i].size()) replace(i, std::move(brief));
  }
  void leave_out(std::size_t i) { replace(i, ""); }

  /// One text; a line stands for each run of steps that are left out.
  std::string join() const {
    std::string all;
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      all += texts_[i];
      if (!texts_[i].empty()) continue;
      const std::size_t first = i;
      while (i + 1 < texts_.size() && texts_[i + 1].empty())
        ++i;
      all += fmt::format("[... steps {} to {} left out ...]\n\n", first + 1, i + 1);
    }
    return all;
  }

 private:
  void replace(std::size_t i, std::string text) {
    size_ += count_characters(text);
    size_ -= count_characters(texts_[i]);
    texts_[i] = std::move(text);
  }

  const std::vector<Step>& steps_;
  std::vector<std::string> texts_;
  std::size_t size_ = 0;
};

}  // namespace

std::string show_episode(const std::optional<std::string>& task, const std::vector<Step>& steps,
                         std::size_t budget) {
  StepTexts texts(steps);
  const std::vector<std::size_t> order = from_the_middle(steps.size());
  for (std::size_t i = 0; i < order.size() && texts.size() > budget; ++i)
    texts.shorten(order[i]);
  for (std::size_t i = 0; i < order.size() && texts.size() > budget; ++i)
    texts.leave_out(order[i]);
  return fmt::format("TASK:\n{}\n\n{}NUMBER OF STEPS: {}",
                     task ? cut_characters(*task, shown_characters) : "(none)", texts.join(),
                     steps.size());
}

}  // namespace detail
WMH_END_NAMESPACE
