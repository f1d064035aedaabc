#pragma once

#include "offline/learned.hpp"

#include <filesystem>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What was learned, as `index/offline.json` holds it; `rows` tells of how many recordings.
json::object to_json(const Learned& learned, std::size_t rows);

/// nullopt where the object is of another version or of other recordings, so that learning anew is
/// called for. Fails with errc::corrupt_artifact.
Result<std::optional<Learned>> learned_from_json(const json::value& value, std::size_t rows);

}  // namespace detail
WMH_END_NAMESPACE
