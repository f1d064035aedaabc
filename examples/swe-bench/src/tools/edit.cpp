#include "tools/lines.hpp"
#include "tools/tools.hpp"

#include <algorithm>

namespace swe {
namespace {

std::size_t occurrences(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1))
    ++count;
  return count;
}

std::size_t line_at(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(offset);
  return 1 + static_cast<std::size_t>(std::count(text.begin(), end, '\n'));
}

/// What was changed, with two lines around it.
std::string around(std::string_view text, std::size_t offset, std::size_t size) {
  constexpr std::size_t margin = 2;
  const std::size_t first = line_at(text, offset);
  return numbered(lines_of(text), first > margin ? first - margin : 1,
                  line_at(text, offset + size) + margin);
}

}  // namespace

Result<std::string> edit(Workspace& workspace, const Edit& change) {
  auto text = workspace.read(change.path);
  if (!text) return std::move(text).error();
  const auto name = workspace.name_of(change.path);
  if (!name) return name.error();
  if (name->starts_with("tests/"))
    return refuse("\"{}\" is a test; change the code that it tests", *name);
  if (change.old_text.empty()) return refuse("\"old_text\" is empty");
  if (change.old_text == change.new_text)
    return refuse("\"old_text\" and \"new_text\" are the same");
  const std::size_t count = occurrences(*text, change.old_text);
  if (count == 0) return refuse("\"old_text\" was not found in {}", *name);
  if (count > 1)
    return refuse("\"old_text\" occurs {} times in {}; give more of the lines around it", count,
                  *name);
  const std::size_t offset = text->find(change.old_text);
  text->replace(offset, change.old_text.size(), change.new_text);
  if (auto written = workspace.write(*name, *text); !written) return std::move(written).error();
  return fmt::format("Edited {}:\n{}", *name, around(*text, offset, change.new_text.size()));
}

}  // namespace swe
