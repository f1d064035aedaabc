#include "soak/growth.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::soak {
namespace {

struct Bound {
  const char* what;
  std::size_t Reading::*member;
  double share;      // that it may grow by
  std::size_t more;  // and this
};

// Clients that come and go at random move the number of files, builds that of threads.
constexpr Bound bounds[] = {{"anonymous memory (KiB)", &Reading::anon, 1.05, 2048},
                            {"open files", &Reading::files, 1.1, 10},
                            {"threads", &Reading::threads, 1.0, 3}};

std::size_t median(std::vector<std::size_t> values) {
  if (values.empty()) return 0;
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::vector<std::size_t> quarters(const std::vector<Reading>& readings,
                                  std::size_t Reading::*member) {
  std::vector<std::size_t> medians;
  for (std::size_t quarter = 0; quarter < 4; ++quarter) {
    std::vector<std::size_t> values;
    const std::size_t end = readings.size() * (quarter + 1) / 4;
    for (std::size_t i = readings.size() * quarter / 4; i < end; ++i)
      values.push_back(readings[i].*member);
    medians.push_back(median(std::move(values)));
  }
  return medians;
}

std::string growth(const std::vector<Reading>& readings) {
  if (readings.size() < 8) return {};
  for (const Bound& each : bounds) {
    const auto medians = quarters(readings, each.member);
    const double most = each.share * static_cast<double>(medians[1]);
    if (static_cast<double>(medians[3]) > most + static_cast<double>(each.more))
      return fmt::format("{} grew from {} in the second quarter to {} in the last", each.what,
                         medians[1], medians[3]);
  }
  return {};
}

}  // namespace wmh::soak
