#pragma once

#include <wmh/types.hpp>

#include <array>
#include <cstdint>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Messages and calls without a name are tools of their own; a name cannot begin like theirs.
std::string tool_key(const Action& action);

/// What an action asks for: the canonical JSON of its arguments, or the text of a message.
std::string argument_text(const Action& action);

/// The same without JSON around it: paths and values, sorted by path.
std::string plain_text(const Action& action);

/// How much of the spelling of arguments a key keeps.
enum class KeyForm : std::uint8_t {
  exact,  ///< Canonical JSON.
  loose,  ///< Without blanks, quotes, semicolons and the case of ASCII letters.
  words,  ///< The words and operators, in any order.
};
inline constexpr std::size_t key_forms = 3;

/// A hash of the arguments for each form: equal where the arguments are equal in that form.
using ArgumentKeys = std::array<std::uint64_t, key_forms>;

/// A hash of the tool and its arguments in the loose form.
std::uint64_t call_key(std::uint64_t tool, std::uint64_t loose_arguments);

/// A hash of what was answered: of `is_error` and the trimmed text.
std::uint64_t outcome_key(const Observation& observation);

/// Hashes of the first values among the arguments that can name a thing: strings of three bytes and
/// more, and numbers of three digits and more. 0 where there is none.
using ArgumentValues = std::array<std::uint32_t, 8>;
bool share_a_value(const ArgumentValues& a, const ArgumentValues& b);

/// What is known an action by.
struct ArgumentMarks {
  ArgumentKeys keys{};
  ArgumentValues values{};

  std::uint64_t loose_key() const noexcept {
    return keys[static_cast<std::size_t>(KeyForm::loose)];
  }
};
ArgumentMarks argument_marks(const Action& action);
/// The same with the loose key only.
ArgumentMarks loose_argument_marks(const Action& action);

}  // namespace detail
WMH_END_NAMESPACE
