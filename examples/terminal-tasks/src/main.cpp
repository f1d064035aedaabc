#include <wmh/testbed.hpp>

#include "terminal_testbed.hpp"

#include <iostream>

int main(int count, char** words) {
  auto worlds = terminal::load_worlds(terminal::data_folder());
  if (!worlds) {
    std::cerr << "terminal-testbed: " << worlds.error().message() << "\n";
    return 1;
  }
  terminal::TerminalTestbed testbed(std::move(*worlds));
  const std::vector<std::string_view> arguments(words + 1, words + count);
  return wmh::run_testbed(testbed, arguments, std::cin, std::cout, std::cerr);
}
