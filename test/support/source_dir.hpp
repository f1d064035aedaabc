#pragma once

#include <filesystem>

namespace wmh::testing {

/// The root of the source tree. One generated file holds it and no other object, so that a compiler
/// cache serves every checkout.
std::filesystem::path source_dir();

}  // namespace wmh::testing
