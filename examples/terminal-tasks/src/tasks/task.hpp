#pragma once

#include <wmh/types.hpp>

#include "shell/scratch.hpp"

#include <filesystem>
#include <map>

namespace terminal {

/// One thing that an agent does, and what it makes of the answer. Words like `%<count>` stand for
/// what was taken from earlier answers.
struct Move {
  wmh::Action action;
  std::map<std::string, std::string> take{};  ///< Value by regular expression with one group.
  std::string expect{};  ///< Regular expression that the answer must match; empty: no error.
  std::vector<Move> otherwise{};  ///< What to do first when the answer is not as expected.

  bool operator==(const Move&) const = default;
};

/// What decides whether a task is done: an answer, or what a command shows at the end.
struct Goal {
  std::string answer{};  ///< What `submit` must hand in; empty: the command decides.
  std::string proof{};   ///< The command.
  std::string output{};  ///< What it must show.

  bool operator==(const Goal&) const = default;
};

struct Task {
  std::string id{};
  std::string text{};  ///< For the agent and the world model.
  Goal goal{};
  std::vector<Move> look{};               ///< What a careful agent looks at first.
  std::vector<Move> slips{};              ///< Typical mistakes on the way.
  std::vector<std::vector<Move>> ways{};  ///< To do it, surest first. Not all of them are right.
  std::vector<Move> check{};              ///< Whether a way has done it.
};

/// Files, and tasks on them.
struct World {
  std::string name{};
  std::vector<File> files{};
  std::vector<Move> look{};    ///< Ways to see what there is.
  std::vector<Move> browse{};  ///< More to look at.
  std::vector<Move> slips{};   ///< What goes wrong with the tools.
  std::vector<Task> tasks{};
};

/// The worlds in the `*.json` files of a folder, by file name. Fails where one cannot be read,
/// naming the file and the place.
wmh::Result<std::vector<World>> load_worlds(const std::filesystem::path& folder);

}  // namespace terminal
