#pragma once

#include <wmh/predictor.hpp>
#include <wmh/retriever.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How many bytes the parts of a prompt may have. What is longer keeps its head and its tail; of
/// the session the oldest steps go first, of the demonstrations those that are least alike.
struct PromptBounds {
  std::size_t whole = 200'000;
  std::size_t demonstration = 2'000;  ///< The observation of each.
  std::size_t observation = 8'000;    ///< Of each earlier step of the session.
  std::size_t action = 40'000;
  std::size_t state = 40'000;
  std::size_t task = 20'000;
};

/// What the model is to add to its answer.
struct ReplyWishes {
  bool confidence = false;  ///< How sure it is.
};

/// What the model is told about one step: the task, the session so far, the demonstrations (best
/// first), the state, the action, and the form of the answer.
std::string step_prompt(const PredictionRequest& request, std::span<const Demo> demonstrations,
                        const PromptBounds& bounds, ReplyWishes wishes = {});

/// What it is told to look at its own answer once more.
std::string review_prompt(std::string_view draft);

/// The schema of the answer.
json::object reply_schema(ReplyWishes wishes = {});

}  // namespace detail
WMH_END_NAMESPACE
