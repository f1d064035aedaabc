#pragma once

#include <cstddef>

namespace wmh::cli {

/// Lets this process open as many files as it may, and returns how many that is.
std::size_t raise_open_files() noexcept;

/// How the files that may be open are shared out.
struct FileShares {
  std::size_t calls = 0;        ///< To language models at once; more wait for their turn.
  std::size_t connections = 0;  ///< Of clients; more are told to come later.
};
/// A call takes one file, as a connection does. Sessions, models and logs have some besides.
FileShares share_files(std::size_t open_files) noexcept;

}  // namespace wmh::cli
