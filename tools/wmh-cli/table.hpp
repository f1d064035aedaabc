#pragma once

#include <string>
#include <vector>

namespace wmh::cli {

/// Text in columns. A row with fewer cells than there are columns lets its last cell run on to the
/// right.
struct Table {
  struct Column {
    std::string title;
    bool number = false;  ///< Aligned to the right.
  };
  std::vector<Column> columns;
  std::vector<std::vector<std::string>> rows{};
};

/// The lines of a table, titles first, without blanks at their ends. Wider than `width`, the widest
/// column gives way and its cells are shortened; 0 sets no bound.
std::vector<std::string> layout(const Table& table, std::size_t width);

}  // namespace wmh::cli
