#include "tools/lines.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace swe {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  }
  return lines;
}

std::string numbered(const std::vector<std::string_view>& lines, std::size_t first,
                     std::size_t last) {
  std::string shown;
  for (std::size_t i = first; i <= std::min(last, lines.size()); ++i)
    shown += fmt::format("{:>4}{}{}\n", i, lines[i - 1].empty() ? "" : "  ", lines[i - 1]);
  return shown;
}

}  // namespace swe
