// A language model that answers after a fixed time, for loads of other processes.
//
//   slow_provider [delay=SECONDS]
//
// Prints the environment in which `wmh serve --provider openai` asks it, and serves until its
// standard input ends.
#include "support/slow_provider.hpp"

#include <iostream>
#include <limits>
#include <string>

int main(int count, char** words) try {
  const std::string word = count > 1 ? words[1] : "delay=0.5";
  const double seconds = std::stod(word.substr(word.find('=') + 1));
  const wmh::testing::SlowProvider provider(
      std::chrono::milliseconds(static_cast<std::int64_t>(1000 * seconds)));
  for (const auto& [name, value] : provider.options().environment)
    std::cout << name << '=' << value << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  std::cout << provider.answered() << " answered, at most " << provider.most_at_once()
            << " at once\n";
  return 0;
} catch (const std::exception& problem) {
  std::cerr << "slow_provider: " << problem.what() << '\n';
  return 2;
}
