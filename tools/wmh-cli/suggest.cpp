#include "suggest.hpp"

#include <algorithm>
#include <vector>

namespace wmh::cli {
namespace {

/// Edits from one word to the other; two neighbours swapped count as one (Damerau 1964).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> edits(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i)
    edits[i][0] = i;
  for (std::size_t j = 0; j <= b.size(); ++j)
    edits[0][j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = edits[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      edits[i][j] = std::min({edits[i - 1][j] + 1, edits[i][j - 1] + 1, changed});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        edits[i][j] = std::min(edits[i][j], edits[i - 2][j - 2] + 1);
    }
  }
  return edits[a.size()][b.size()];
}

}  // namespace

std::string did_you_mean(std::string_view typed, std::span<const std::string_view> known,
                         std::string_view prefix) {
  // Nobody mistypes a word this long, and the table grows with it.
  if (typed.empty() || typed.size() > 64) return "";
  std::string_view nearest;
  std::size_t least = std::max<std::size_t>(1, typed.size() / 3) + 1;
  for (const std::string_view name : known) {
    const bool begun = typed.size() >= 2 && name.starts_with(typed);
    const std::size_t edits = begun ? 1 : distance(typed, name);
    if (edits < least) {
      least = edits;
      nearest = name;
    }
  }
  if (nearest.empty()) return "";
  return std::string(" (did you mean ").append(prefix).append(nearest).append("?)");
}

}  // namespace wmh::cli
