// The counter as a program.
#include "testbed/counter_testbed.hpp"

#include <iostream>

int main(int count, char** words) {
  wmh::testing::CounterTestbed testbed(30);
  const std::vector<std::string_view> all(words + 1, words + count);
  return wmh::run_testbed(testbed, all, std::cin, std::cout, std::cerr);
}
