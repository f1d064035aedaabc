#pragma once

#include <wmh/version.hpp>

#include <functional>
#include <simdjson.h>
#include <span>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Calls `found` for each record in a parsed value, by the rules of DocumentScanner.
void for_each_record(simdjson::dom::element value, std::span<const std::string_view> path,
                     const std::function<void(simdjson::dom::object)>& found);

}  // namespace detail
WMH_END_NAMESPACE
