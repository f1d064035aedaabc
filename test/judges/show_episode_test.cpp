#include "judges/episode.hpp"
#include "judges/payload.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

namespace wmh {
namespace {

using detail::count_characters;
using detail::show_episode;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<Step> steps_of(std::size_t count, std::size_t characters) {
  std::vector<Step> steps;
  for (std::size_t i = 0; i < count; ++i)
    steps.push_back(
        Step{Action::tool_call(fmt::format("tool_{}_", i + 1)), {std::string(characters, 'x')}});
  return steps;
}

TEST(ShowEpisode, NumbersTheSteps) {
  const std::vector<Step> steps{{Action::message("hi"), {"who?"}},
                                {Action::tool_call("f", {{"a", 1}}), {"no such tool", true}}};
  EXPECT_EQ(show_episode("greet", steps),
            "TASK:\ngreet\n\n"
            "STEP 1\nACTION: {\"kind\":\"message\",\"content\":\"hi\"}\n"
            "OBSERVATION: {\"is_error\":false,\"content_length\":4,\"empty_content\":false,"
            "\"content\":\"who?\"}\n\n"
            "STEP 2\nACTION: {\"kind\":\"tool_call\",\"name\":\"f\",\"arguments\":{\"a\":1}}\n"
            "OBSERVATION: {\"is_error\":true,\"content_length\":12,\"empty_content\":false,"
            "\"content\":\"no such tool\"}\n\n"
            "NUMBER OF STEPS: 2");
  EXPECT_THAT(show_episode(std::nullopt, steps), HasSubstr("TASK:\n(none)\n"));
}

TEST(ShowEpisode, CutsLongObservations) {
  const std::string shown = show_episode("t", steps_of(1, 20'000));
  EXPECT_THAT(shown, HasSubstr("[... 8000 characters left out ...]"));
  EXPECT_LT(count_characters(shown), 13'000U);
}

TEST(ShowEpisode, ShortensTheMiddleFirst) {
  const auto steps = steps_of(5, 1'000);
  const std::string shown = show_episode("t", steps, 5'300);
  const std::string whole(1'000, 'x');
  const auto at = [&](int number) {
    const auto begin = shown.find(fmt::format("STEP {}\n", number));
    return shown.substr(begin, shown.find("\n\n", begin) - begin);
  };
  for (const int number : {1, 2, 4, 5})
    EXPECT_THAT(at(number), HasSubstr(whole)) << number;
  EXPECT_THAT(at(3), Not(HasSubstr(whole)));
  EXPECT_THAT(at(3), HasSubstr("[... 600 characters left out ...]"));
}

TEST(ShowEpisode, KeepsToItsBudgetAndToBothEnds) {
  for (const std::size_t count : {3U, 4U, 7U, 100U, 300U}) {
    const std::string shown = show_episode("t", steps_of(count, 20'000), 30'000);
    EXPECT_LT(count_characters(shown), 30'200U) << count;
    EXPECT_THAT(shown, HasSubstr("\"tool_1_\""));
    EXPECT_THAT(shown, HasSubstr(fmt::format("\"tool_{}_\"", count)));
    EXPECT_THAT(shown, HasSubstr(fmt::format("NUMBER OF STEPS: {}", count)));
  }
  const std::string all_cut = show_episode("t", steps_of(9, 1'000), 0);
  EXPECT_THAT(all_cut, HasSubstr("[... steps 2 to 8 left out ...]"));
}

}  // namespace
}  // namespace wmh
