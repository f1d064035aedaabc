#pragma once

#include <wmh/error.hpp>

#include <filesystem>
#include <span>

namespace wmh::cli {

/// Runs a script of `folder` there, with the standard streams of this process, and returns its exit
/// code; 128 and the signal when one ended it. Runs it itself where it may be executed, else by sh.
Result<int> run_script(const std::filesystem::path& folder, const std::string& script,
                       std::span<const std::string> arguments);

}  // namespace wmh::cli
