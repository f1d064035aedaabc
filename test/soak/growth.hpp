#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace wmh::soak {

/// What a server held at one moment.
struct Reading {
  double seconds = 0;     ///< Since the beginning of the run.
  std::size_t rss = 0;    ///< KiB.
  std::size_t anon = 0;   ///< KiB of it that are in no file.
  std::size_t files = 0;  ///< Open ones.
  std::size_t threads = 0;
};

/// The median of a member in each quarter of the readings.
std::vector<std::size_t> quarters(const std::vector<Reading>& readings,
                                  std::size_t Reading::*member);

/// Why memory or files are said to grow from the second quarter to the last; empty when they stay.
std::string growth(const std::vector<Reading>& readings);

}  // namespace wmh::soak
