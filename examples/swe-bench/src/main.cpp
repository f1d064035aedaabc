// swe-testbed: the repositories of this example as a testbed; see wmh::run_testbed.
#include "swe_testbed.hpp"

#include <iostream>

int main(int count, char** words) {
  const std::vector<std::string_view> arguments(words + 1, words + count);
  auto testbed = swe::SweTestbed::open(swe::data_folder());
  if (testbed) return wmh::run_testbed(**testbed, arguments, std::cin, std::cout, std::cerr);
  std::cerr << "swe-testbed: " << testbed.error().message() << "\n";
  return 1;
}
