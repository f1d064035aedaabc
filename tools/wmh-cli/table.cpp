#include "table.hpp"

#include "text.hpp"

#include <algorithm>
#include <numeric>

namespace wmh::cli {
namespace {

using Row = std::vector<std::string>;
constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 8;  // a cell of fewer cells than this says nothing

std::vector<std::size_t> natural_widths(const Table& table) {
  std::vector<std::size_t> widths;
  for (const Table::Column& column : table.columns)
    widths.push_back(display_width(column.title));
  for (const Row& row : table.rows) {
    for (std::size_t i = 0; i < std::min(row.size(), widths.size()); ++i) {
      const bool runs_on = i + 1 == row.size() && row.size() < widths.size();
      if (!runs_on) widths[i] = std::max(widths[i], display_width(one_line(row[i])));
    }
  }
  return widths;
}

std::size_t total(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), (widths.size() - 1) * gap);
}

void fit(std::vector<std::size_t>& widths, std::size_t width) {
  while (total(widths) > width) {
    const auto widest = std::max_element(widths.begin(), widths.end());
    if (*widest <= narrowest) return;
    *widest -= std::min(*widest - narrowest, total(widths) - width);
  }
}

std::string line_of(const Row& row, const Table& table, const std::vector<std::size_t>& widths,
                    std::size_t width) {
  std::string line;
  for (std::size_t i = 0; i < row.size(); ++i) {
    if (i > 0) line.append(gap, ' ');
    const std::string text = one_line(row[i]);
    const bool runs_on = i + 1 == row.size() && row.size() < widths.size();
    if (runs_on) {
      const std::size_t used = display_width(line);
      line += width == 0 ? text : shorten(text, width > used ? width - used : 0);
    } else {
      const std::string cell = shorten(text, widths[i]);
      line += table.columns[i].number ? pad_left(cell, widths[i]) : pad_right(cell, widths[i]);
    }
  }
  line.erase(line.find_last_not_of(' ') + 1);
  return line;
}

}  // namespace

std::vector<std::string> layout(const Table& table, std::size_t width) {
  if (table.columns.empty()) return {};
  std::vector<std::size_t> widths = natural_widths(table);
  if (width > 0) fit(widths, width);
  Row titles;
  for (const Table::Column& column : table.columns)
    titles.push_back(column.title);
  std::vector<std::string> lines = {line_of(titles, table, widths, width)};
  for (const Row& row : table.rows)
    lines.push_back(line_of(row, table, widths, width));
  return lines;
}

}  // namespace wmh::cli
