#include "shell/shown.hpp"

#include <fmt/core.h>

namespace terminal {
namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// Bytes of the UTF-8 sequence that `text` begins with; 0 when it begins with none.
std::size_t sequence_size(std::string_view text) {
  const auto byte = [&](std::size_t i) {
    return static_cast<unsigned char>(text[i]);
  };
  const unsigned char first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (size == 0 || first > 0xf4 || text.size() < size) return 0;
  for (std::size_t i = 1; i < size; ++i)
    if ((byte(i) & 0xc0) != 0x80) return 0;
  const bool overlong = (first == 0xe0 && byte(1) < 0xa0) || (first == 0xf0 && byte(1) < 0x90);
  const bool beyond = (first == 0xed && byte(1) > 0x9f) || (first == 0xf4 && byte(1) > 0x8f);
  return overlong || beyond ? 0 : size;
}

}  // namespace

std::string mended(std::string_view text) {
  std::string good;
  while (!text.empty()) {
    const std::size_t size = sequence_size(text);
    good.append(size == 0 ? "\xef\xbf\xbd" : text.substr(0, size));
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return good;
}

wmh::Observation shown(const CommandEnd& end, const CommandLimits& limits,
                       const std::string& home) {
  std::string text = mended(end.output);
  replace_all(text, home, shown_home);
  const auto say = [&](const std::string& note) {
    if (!text.empty() && !text.ends_with('\n')) text += '\n';
    text += note;
  };
  if (end.cut) say(fmt::format("[output cut after {} bytes]", limits.output));
  if (end.killed)
    say(fmt::format("[stopped after {} seconds]",
                    std::chrono::duration<double>(limits.time).count()));
  else if (end.exit_code != 0)
    say(fmt::format("[exit code {}]", end.exit_code));
  if (text.empty()) text = "(no output)";
  if (text.ends_with('\n')) text.pop_back();
  return {std::move(text), end.killed || end.exit_code != 0};
}

}  // namespace terminal
