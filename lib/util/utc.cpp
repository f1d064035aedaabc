#include "util/utc.hpp"

#include <fmt/chrono.h>

#include <ctime>

WMH_BEGIN_NAMESPACE

std::string detail::utc_now() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(std::time(nullptr)));
}

WMH_END_NAMESPACE
