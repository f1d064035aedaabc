#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace wmh::soak {

struct Options {
  std::filesystem::path wmh{};
  double minutes = 5;
  double rate = 200;  ///< Steps a second of all agents together.
  std::filesystem::path report = "soak-report";
  std::uint64_t seed = 1;
};

/// What is wrong with the words; empty when nothing is.
std::string read_options(int count, char** words, Options& options);

inline constexpr const char* usage =
    "soak --wmh FILE [--minutes N] [--rate STEPS_PER_SECOND] [--report FOLDER] [--seed N]\n";

}  // namespace wmh::soak
