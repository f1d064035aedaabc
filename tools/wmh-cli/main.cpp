#include "cli.hpp"
#include "console.hpp"

#include <clocale>
#include <fcntl.h>
#include <vector>

int main(int argc, char** argv) {
  // A closed standard stream must not become the next file opened. What takes its place refuses
  // the stream's own direction, so that a lost result is still an error.
  while (const int opened = ::open("/dev/null", O_RDONLY | O_CLOEXEC)) {
    if (opened > 2 || opened < 0) break;
  }
  std::setlocale(LC_CTYPE, "");
  const std::vector<std::string> args(argv + 1, argv + argc);
  wmh::cli::Console console(wmh::cli::Console::standard());
  return wmh::cli::run(args, console);
}
