#pragma once

#include <wmh/eval.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

std::string file_table(const std::map<std::string, FileReport>& files);
std::string source_table(const Breakdown& breakdown, const ConfidenceReport& confidence);
/// A row a tool, with a column for what each source gave.
std::string tool_table(const Breakdown& breakdown);

}  // namespace detail
WMH_END_NAMESPACE
