#include "util/random_id.hpp"

#include <fmt/format.h>

#include <random>

WMH_BEGIN_NAMESPACE

std::string detail::random_id() {
  std::random_device device;
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", device(), device(), device(), device());
}

WMH_END_NAMESPACE
