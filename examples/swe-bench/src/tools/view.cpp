#include "tools/lines.hpp"
#include "tools/tools.hpp"

#include <algorithm>

namespace swe {
namespace {

constexpr std::size_t most_lines = 150;

}  // namespace

Result<std::string> view(Workspace& workspace, const View& wanted) {
  const auto text = workspace.read(wanted.path);
  if (!text) return text.error();
  const auto name = workspace.name_of(wanted.path);
  if (!name) return name.error();
  const auto lines = lines_of(*text);
  if (lines.empty()) return fmt::format("{} is empty.\n", *name);
  const int start = wanted.start.value_or(1);
  const int end = wanted.end.value_or(static_cast<int>(lines.size()));
  if (start < 1) return refuse("\"start\" must be at least 1, not {}", start);
  const auto first = static_cast<std::size_t>(start);
  if (first > lines.size())
    return refuse("\"start\" is {}, but {} has {} lines", start, *name, lines.size());
  if (end < start) return refuse("\"end\" ({}) is before \"start\" ({})", end, start);
  const std::size_t last =
      std::min({static_cast<std::size_t>(end), lines.size(), first + most_lines - 1});
  return fmt::format("{} (lines {} to {} of {})\n{}", *name, first, last, lines.size(),
                     numbered(lines, first, last));
}

}  // namespace swe
