// A language model that answers after a fixed time, for loads of other processes.
//
//   slow_provider [delay=SECONDS]
//
// Prints the environment in which `wmh serve --provider openai` asks it, and serves until its
// standard input ends.
#include "support/provider_server.hpp"

#include <iostream>
#include <limits>
#include <string>

int main(int count, char** words) try {
  wmh::testing::ProviderServerOptions options;
  const std::string word = count > 1 ? words[1] : "delay=0.5";
  const double seconds = std::stod(word.substr(word.find('=') + 1));
  options.delay = std::chrono::milliseconds(static_cast<std::int64_t>(1000 * seconds));
  const wmh::testing::ProviderServer server(std::move(options));
  const wmh::ProviderOptions asked = server.provider("openai");
  for (const char* name : {"OPENAI_BASE_URL", "OPENAI_API_KEY"})
    std::cout << name << '=' << asked.environment.at(name) << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  const auto counts = server.counts();
  std::cout << counts.answered << " answered of " << counts.calls << ", at most "
            << counts.most_in_flight << " at once\n";
  return 0;
} catch (const std::exception& problem) {
  std::cerr << "slow_provider: " << problem.what() << '\n';
  return 2;
}
