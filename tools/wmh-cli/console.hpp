#pragma once

#include <wmh/error.hpp>

#include "table.hpp"

#include <boost/json/value.hpp>

#include <chrono>
#include <cstdio>
#include <mutex>

namespace wmh::cli {

enum class Colour { bold, dim, red, green, yellow };

/// How far some work has come.
struct Progress {
  std::string_view label;  ///< What is going on: "reading traces".
  std::uint64_t done = 0;
  std::uint64_t total = 0;
  bool bytes = false;     ///< Counts bytes; else `unit`.
  std::string_view unit;  ///< "steps".
};

/// The streams of a command: results go to `out`, everything about the work to `err`. The only
/// place of the command that prints. notice() and progress() may be called from any thread, the
/// rest from one.
class Console {
 public:
  struct Setup {
    std::FILE* in = nullptr;
    std::FILE* out = nullptr;
    std::FILE* err = nullptr;
    bool in_terminal = false;
    bool out_terminal = false;
    bool err_terminal = false;
    bool colour = true;      ///< Allowed on terminals.
    std::size_t width = 80;  ///< Cells of a terminal line.
    /// Work that is done sooner leaves no progress lines in a log.
    std::chrono::milliseconds log_after{0};
  };
  /// The process's own streams; colour unless NO_COLOR is set or the terminal is dumb.
  static Setup standard();

  explicit Console(Setup setup) : setup_(setup) {}
  Console(const Console&) = delete;
  Console& operator=(const Console&) = delete;

  void be_quiet(bool quiet) { quiet_ = quiet; }
  /// Results as JSON: text() and table() print nothing, json() does. Set by `--json`.
  void use_json(bool json) { json_ = json; }
  bool uses_json() const noexcept { return json_; }

  /// A line of a result; may hold paint().
  void text(std::string_view line = {});
  void table(const Table& table);
  /// The result for machines, on one line.
  void json(const boost::json::value& value);

  /// A line for the user beside the result; none with `--quiet`.
  void notice(std::string_view line);
  /// A line of a dialogue, on `err`.
  void prompt(std::string_view line);
  /// "wmh: <message>" on one line.
  void error(std::string_view message);
  /// A bar on a terminal; elsewhere a line each quarter of work that takes a while. None with
  /// `--quiet`.
  void progress(const Progress& progress);
  /// Takes an unfinished bar away.
  void end_progress();

  /// `text` in a colour where results are shown in colour.
  std::string paint(Colour colour, std::string_view text) const;

  /// Asks on `err` and reads an answer; an empty one is the fallback. Nullopt at the end of input.
  std::optional<std::string> ask(std::string_view question, std::string_view fallback = {});
  std::optional<std::string> read_line();

  /// Somebody sits in front of it: questions make sense.
  bool interactive() const noexcept { return setup_.in_terminal && setup_.err_terminal; }
  std::size_t width() const noexcept { return setup_.width; }
  const Setup& setup() const noexcept { return setup_; }

  /// Writes out what is buffered. False when results got lost; says so unless the reader of a pipe
  /// has just gone.
  bool flush();

 private:
  void write(std::FILE* stream, std::string_view line);
  void clear_bar();
  void draw_bar(const Progress& progress, std::uint64_t percent);

  Setup setup_;
  bool quiet_ = false;
  bool json_ = false;
  int lost_ = 0;       // errno of the first write to `out` that failed
  bool told_ = false;  // that it failed

  std::mutex mutex_;  // guards what follows and the writes to `err`
  bool bar_shown_ = false;
  std::string bar_label_;
  std::uint64_t bar_mark_ = 0;
  std::uint64_t bar_percent_ = 0;
  std::chrono::steady_clock::time_point bar_begin_;
};

}  // namespace wmh::cli
