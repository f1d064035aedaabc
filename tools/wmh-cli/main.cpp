#include "cli.hpp"
#include "console.hpp"

#include <clocale>
#include <fcntl.h>
#include <unistd.h>
#include <vector>

int main(int argc, char** argv) {
  // The next file opened must not become a standard stream that was closed. What takes its place
  // refuses the stream's own direction, so that a lost result is still an error.
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) < 0)
      ::open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY);
  std::setlocale(LC_CTYPE, "");
  const std::vector<std::string> args(argv + 1, argv + argc);
  wmh::cli::Console console(wmh::cli::Console::standard());
  return wmh::cli::run(args, console);
}
