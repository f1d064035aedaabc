#pragma once

#include <wmh/types.hpp>

namespace wmh::cli {

/// What a line of `play` asks for.
struct PlayLine {
  enum class Kind { blank, quit, help, state, score, usage, act, unreadable };
  Kind kind = Kind::blank;
  std::optional<Action> action{};  ///< Of `act`.
  std::string problem{};           ///< Of `unreadable`.
};

/// `:quit`, `:help`, `:state`, `:score`, `:usage`; `say TEXT`; `NAME` or `NAME {json}` calls a
/// tool, where NAME is ASCII letters, digits, '.', '_' and '-' beginning with a letter; any other
/// text is said.
PlayLine parse_play_line(std::string_view line);

}  // namespace wmh::cli
