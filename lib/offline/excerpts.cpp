#include "offline/excerpts.hpp"

#include "offline/text_lines.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_lines = 4000;  // longer texts are left whole
constexpr std::size_t most_context = 30;  // lines around a match
constexpr auto all = static_cast<std::size_t>(-1);

using Excerpts = std::vector<Excerpt>;
using Numbers = std::vector<std::size_t>;

void add_ranges(Excerpts& excerpts, const TextLines& lines, const Numbers& numbers) {
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const std::size_t number = numbers[i];
    if (number < lines.size()) {
      excerpts.push_back({Making::first_lines, lines.range(0, number)});
      excerpts.push_back({Making::last_lines, lines.range(lines.size() - number, lines.size())});
    }
    if (i + 1 < numbers.size() && number < numbers[i + 1])
      excerpts.push_back({Making::line_range, lines.range(number - 1, numbers[i + 1])});
  }
}

/// The four ways to print the same matches.
struct Matching {
  bool any_case;
  Making whole, whole_numbered, first, first_numbered;
};
constexpr Matching exactly{false, Making::matching, Making::matching_numbered,
                           Making::first_matching, Making::first_matching_numbered};
constexpr Matching in_any_case{true, Making::matching_any_case, Making::matching_any_case_numbered,
                               Making::first_matching_any_case,
                               Making::first_matching_any_case_numbered};

void add_matches(Excerpts& excerpts, const TextLines& lines, const ArgumentHints& hints,
                 const Matching& how) {
  const auto found = lines.containing(hints.quoted, how.any_case);
  if (found.size() == lines.size()) return;
  excerpts.push_back({how.whole, lines.pick(found, all, false)});
  excerpts.push_back({how.whole_numbered, lines.pick(found, all, true)});
  for (const std::size_t number : hints.numbers) {
    if (number >= found.size()) continue;
    excerpts.push_back({how.first, lines.pick(found, number, false)});
    excerpts.push_back({how.first_numbered, lines.pick(found, number, true)});
  }
}

void add_surroundings(Excerpts& excerpts, const TextLines& lines, const ArgumentHints& hints) {
  const auto found = lines.containing(hints.quoted, true);
  if (found.empty()) return;
  const auto add = [&](Making making, std::size_t before, std::size_t after) {
    excerpts.push_back({making, lines.around(found, before, after)});
  };
  const Numbers& numbers = hints.numbers;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (numbers[i] > most_context) continue;
    add(Making::after_matching, 0, numbers[i]);
    add(Making::before_matching, numbers[i], 0);
    add(Making::around_matching, numbers[i], numbers[i]);
    if (i + 1 == numbers.size() || numbers[i + 1] > most_context) continue;
    add(Making::around_matching, numbers[i], numbers[i + 1]);
    add(Making::around_matching, numbers[i + 1], numbers[i]);
  }
}

}  // namespace

std::vector<Excerpt> excerpts_of(const ArgumentHints& hints, std::string_view content) {
  Excerpts excerpts;
  const TextLines lines(content);
  if (lines.size() < 2 || lines.size() > most_lines) return excerpts;
  add_ranges(excerpts, lines, hints.numbers);
  if (!hints.quoted.empty()) {
    add_matches(excerpts, lines, hints, exactly);
    add_matches(excerpts, lines, hints, in_any_case);
    add_surroundings(excerpts, lines, hints);
  }
  if (auto rest = lines.unprefixed()) excerpts.push_back({Making::unprefixed, std::move(*rest)});
  return excerpts;
}

}  // namespace detail
WMH_END_NAMESPACE
