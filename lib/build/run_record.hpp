#pragma once

#include <wmh/error.hpp>

#include <filesystem>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Copies the records of earlier builds, so that a rebuilt model keeps its history.
Result<Done> copy_run_records(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace detail
WMH_END_NAMESPACE
