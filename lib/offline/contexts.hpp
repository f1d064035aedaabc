#pragma once

#include "offline/effects.hpp"
#include "offline/query.hpp"

#include <string>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a recording must have in common with the session, beside the arguments, to answer for it.
enum Condition : std::uint8_t {
  same_task = 1,
  same_state = 2,
  same_facts = 4,    ///< Earlier calls that both made were answered alike, at least one of them.
  same_changes = 8,  ///< The same accepted changes of the things that the arguments name.
};

/// Where an answer is taken from.
enum class AnswerFrom : std::uint8_t {
  recordings,  ///< All recordings that meet a context agree.
  repeat,      ///< The session made this call before and has changed nothing since.
  change,      ///< What the session's last change of this thing showed.
};

/// How an answer was found, which decides how far it is trusted.
struct Context {
  AnswerFrom from = AnswerFrom::recordings;
  KeyForm form = KeyForm::exact;
  std::uint8_t conditions = 0;  ///< Of Condition.
  bool changed = false;         ///< The session has changed what the arguments name.
  bool task_recorded = false;   ///< One of the recordings is of this task.
  std::uint8_t support = 0;     ///< Different tasks (or traces) that agree: 1, 2, 3, 4 (4-7), 8.
  std::uint64_t by_tool =
      0;  ///< Of the session's own answers: the tool that changed it, or may have.

  /// A number for each different context.
  std::uint64_t key() const noexcept;
  /// The same without regard to the support.
  std::uint64_t general_key() const noexcept;
  /// "arguments", "arguments+task", ...
  std::string name() const;
};

/// An answer that a context gives, and the evidence for it.
struct ContextAnswer {
  Context context{};
  std::uint64_t outcome = 0;
  std::uint32_t entry = no_number;  ///< The recording; no_number: an earlier step of the session,
  std::size_t past = 0;             ///< which is this one.
  std::size_t agreeing = 1;         ///< Recordings that say the same.
};

/// What each context answers, where it answers at all: those that ask for less come first.
std::vector<ContextAnswer> context_answers(const Query& query, const Recordings& recordings,
                                           const Effects& effects);

}  // namespace detail
WMH_END_NAMESPACE
