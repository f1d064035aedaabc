#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace wmh::cli {

class Console;

/// Lines typed on a terminal, with editing and with a history that a file keeps.
class LineEditor {
 public:
  /// An empty `history` keeps none.
  LineEditor(Console& console, std::string prompt, std::filesystem::path history);
  ~LineEditor();
  LineEditor(const LineEditor&) = delete;
  LineEditor& operator=(const LineEditor&) = delete;

  /// The next line; nullopt on Ctrl-D and Ctrl-C.
  std::optional<std::string> read();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// `wmh/<name>` under the user's state folder (XDG base directories), whose folders are made for
/// the user alone; empty when there is no home.
std::filesystem::path state_file(std::string_view name);

}  // namespace wmh::cli
