#include "console.hpp"

#include <wmh/json.hpp>

#include "text.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utility>

namespace wmh::cli {
namespace {

std::string_view environment(const char* name) {
  const char* value = std::getenv(name);
  return value ? value : "";
}

std::size_t terminal_width() {
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const int columns = std::atoi(std::string(environment("COLUMNS")).c_str());
  return columns > 0 ? static_cast<std::size_t>(columns) : 80;
}

std::string_view code_of(Colour colour) {
  switch (colour) {
    case Colour::bold:
      return "1";
    case Colour::dim:
      return "2";
    case Colour::red:
      return "31";
    case Colour::green:
      return "32";
    case Colour::yellow:
      return "33";
  }
  return "0";
}

std::string amount(const Progress& progress) {
  if (progress.bytes)
    return fmt::format("{} of {}", byte_count(progress.done), byte_count(progress.total));
  return fmt::format("{} of {} {}", progress.done, progress.total, progress.unit);
}

}  // namespace

Console::Setup Console::standard() {
  Setup setup;
  setup.in = stdin;
  setup.out = stdout;
  setup.err = stderr;
  setup.in_terminal = ::isatty(STDIN_FILENO) != 0;
  setup.out_terminal = ::isatty(STDOUT_FILENO) != 0;
  setup.err_terminal = ::isatty(STDERR_FILENO) != 0;
  setup.colour = environment("NO_COLOR").empty() && environment("TERM") != "dumb";
  setup.width = terminal_width();
  setup.log_after = std::chrono::seconds(2);
  return setup;
}

void Console::write(std::FILE* stream, std::string_view line) {
  std::string bytes(line);
  bytes += '\n';
  const bool whole = std::fwrite(bytes.data(), 1, bytes.size(), stream) == bytes.size();
  if (!whole && stream == setup_.out && lost_ == 0) lost_ = errno;
}

void Console::text(std::string_view line) {
  if (json_) return;
  end_progress();
  write(setup_.out, line);
}

void Console::table(const Table& table) {
  const std::vector<std::string> lines = layout(table, setup_.out_terminal ? setup_.width : 0);
  for (std::size_t i = 0; i < lines.size(); ++i)
    text(i == 0 ? paint(Colour::bold, lines[i]) : lines[i]);
}

void Console::json(const boost::json::value& value) {
  if (!json_) return;
  end_progress();
  write(setup_.out, to_text(value));
}

void Console::notice(std::string_view line) {
  if (quiet_) return;
  std::lock_guard lock(mutex_);
  clear_bar();
  write(setup_.err, one_line(line));
}

void Console::prompt(std::string_view line) {
  std::lock_guard lock(mutex_);
  clear_bar();
  write(setup_.err, printable(line));
}

void Console::error(std::string_view message) {
  // What was printed before the error belongs above it.
  std::fflush(setup_.out);
  std::lock_guard lock(mutex_);
  clear_bar();
  const bool red = setup_.colour && setup_.err_terminal;
  write(setup_.err,
        fmt::format("{}wmh:{} {}", red ? "\x1b[31m" : "", red ? "\x1b[0m" : "", one_line(message)));
}

void Console::progress(const Progress& progress) {
  if (quiet_ || progress.total == 0) return;
  std::lock_guard lock(mutex_);
  const std::uint64_t done = std::min(progress.done, progress.total);
  const auto percent = static_cast<std::uint64_t>(100.0 * static_cast<double>(done) /
                                                  static_cast<double>(progress.total));
  // A redraw for each percent is all that can be seen; a log wants no more than the quarters.
  const std::uint64_t mark = setup_.err_terminal ? percent + 1 : percent / 25;
  // The same work on the next file falls far back; threads report only a little out of order.
  const bool again = percent < bar_percent_ / 2;
  const auto now = std::chrono::steady_clock::now();
  if (bar_label_ != progress.label || again) {
    bar_label_ = progress.label;
    bar_mark_ = 0;
    bar_begin_ = now;
  }
  if (mark <= bar_mark_) return;
  bar_percent_ = percent;
  if (!setup_.err_terminal && now - bar_begin_ < setup_.log_after) return;
  bar_mark_ = mark;
  if (setup_.err_terminal) return draw_bar(progress, percent);
  write(setup_.err, fmt::format("{}: {}% ({})", progress.label, percent, amount(progress)));
  std::fflush(setup_.err);
}

void Console::draw_bar(const Progress& progress, std::uint64_t percent) {
  constexpr std::size_t cells = 24;
  const std::size_t filled = percent * cells / 100;
  std::string bar;
  for (std::size_t i = 0; i < cells; ++i)
    bar += i < filled ? "█" : "░";
  const std::string line =
      fmt::format("{} {} {:>3}% {}", progress.label, bar, percent, amount(progress));
  std::fputs(("\r\x1b[K" + shorten(line, setup_.width - 1)).c_str(), setup_.err);
  std::fflush(setup_.err);
  bar_shown_ = true;
}

void Console::clear_bar() {
  if (!bar_shown_) return;
  std::fputs("\r\x1b[K", setup_.err);
  std::fflush(setup_.err);
  bar_shown_ = false;
}

void Console::end_progress() {
  std::lock_guard lock(mutex_);
  clear_bar();
}

std::string Console::paint(Colour colour, std::string_view text) const {
  if (!setup_.colour || !setup_.out_terminal || text.empty()) return std::string(text);
  return fmt::format("\x1b[{}m{}\x1b[0m", code_of(colour), text);
}

std::optional<std::string> Console::ask(std::string_view question, std::string_view fallback) {
  end_progress();
  const std::string shown = fallback.empty() ? "" : fmt::format(" [{}]", fallback);
  std::fputs((one_line(question) + shown + ": ").c_str(), setup_.err);
  std::fflush(setup_.err);
  auto answer = read_line();
  if (!answer) return std::nullopt;
  const std::string said = one_line(*answer);
  return said.empty() ? std::string(fallback) : said;
}

std::optional<std::string> Console::read_line() {
  char* line = nullptr;
  std::size_t room = 0;
  const ssize_t size = ::getline(&line, &room, setup_.in);
  std::optional<std::string> read;
  if (size >= 0) read = std::string(line, static_cast<std::size_t>(size));
  std::free(line);
  if (read && read->ends_with('\n')) read->pop_back();
  if (read && read->ends_with('\r')) read->pop_back();
  return read;
}

bool Console::flush() {
  end_progress();
  if (std::fflush(setup_.out) != 0 && lost_ == 0) lost_ = errno;
  std::fflush(setup_.err);
  if (lost_ == 0) return true;
  if (lost_ != EPIPE && !std::exchange(told_, true))
    error(fmt::format("cannot write the result: {}; check where the output goes",
                      std::strerror(lost_)));
  return false;
}

}  // namespace wmh::cli
