#pragma once

// Where the verified vectors and the recorded corpora are: beside the checkout, never in it.
#include "support/source_dir.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>

namespace wmh::testing {

/// WMH_SHARED, or `../shared` beside the source tree.
inline std::filesystem::path shared_folder() {
  if (const char* given = std::getenv("WMH_SHARED")) return given;
  return source_dir().parent_path() / "shared";
}

inline std::filesystem::path vectors() {
  return shared_folder() / "specs/vectors";
}
inline std::filesystem::path corpora() {
  return shared_folder() / "corpora";
}

}  // namespace wmh::testing

/// Names the folder a test reads, and skips the test loudly where it is absent.
#define WMH_REQUIRE_FOLDER(place)                                           \
  do {                                                                      \
    const std::filesystem::path wanted = (place);                           \
    if (!std::filesystem::exists(wanted)) {                                 \
      std::cout << "[ ABSENT   ] " << wanted.string() << std::endl;         \
      GTEST_SKIP() << "needs " << wanted.string() << ", which is not here"; \
    }                                                                       \
    std::cout << "[ USES     ] " << wanted.string() << std::endl;           \
  } while (false)
