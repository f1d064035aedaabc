#pragma once

#include <wmh/eval.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A suite from TOML text; `file` names it in errors, and its relative paths start from that file's
/// folder. Leaves `id` empty.
Result<EvalSuite> parse_suite(std::string_view text, const std::filesystem::path& file);

}  // namespace detail
WMH_END_NAMESPACE
