#pragma once

#include <wmh/judge.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How many characters of steps are shown at most.
constexpr std::size_t episode_characters = 200'000;

/// The task and the numbered steps. Where they take more than `budget` characters, the steps in the
/// middle are first shortened and then left out; the first and the last step stay.
std::string show_episode(const std::optional<std::string>& task, const std::vector<Step>& steps,
                         std::size_t budget = episode_characters);

CompletionRequest episode_request(const std::optional<std::string>& task,
                                  const std::vector<Step>& steps);

/// Needs a reward and a success. Of the step rewards those that are missing or no number are 0, and
/// those beyond `steps` are dropped.
Result<EpisodeVerdict> read_episode_reply(std::string_view reply, std::size_t steps);

}  // namespace detail
WMH_END_NAMESPACE
