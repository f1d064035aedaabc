#include "tau_testbed.hpp"

#include <iostream>

int main(int count, char** words) {
  const auto testbed = tau::TauTestbed::open(tau::data_folder());
  if (!testbed) {
    std::cerr << "tau-bench-testbed: " << testbed.error().message() << '\n';
    return 1;
  }
  const std::vector<std::string_view> all(words + 1, words + count);
  return wmh::run_testbed(**testbed, all, std::cin, std::cout, std::cerr);
}
