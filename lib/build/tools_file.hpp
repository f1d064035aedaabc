#pragma once

#include <wmh/tools.hpp>

#include <filesystem>

WMH_BEGIN_NAMESPACE
namespace detail {

/// `index/tools.json`: the tools of so many recorded steps.
std::string tools_text(const RecordedTools& tools, std::size_t rows);
/// nullopt where there is no such file, or one of another version or of other recordings. Fails
/// with errc::corrupt_artifact.
Result<std::optional<RecordedTools>> read_tools(const std::filesystem::path& file,
                                                std::size_t rows);

}  // namespace detail
WMH_END_NAMESPACE
