#pragma once

#include "json/refuse.hpp"

namespace swe {

inline constexpr const char* python = "/usr/bin/python3";

/// Fails where there is no python3 to run tests with.
Result<wmh::Done> require_python();

}  // namespace swe
