#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// `metadata.source` of an observation; "model" when it has none.
inline std::string_view source_of(const Observation& observation) noexcept {
  const auto* source = observation.metadata.if_contains("source");
  return source && source->is_string() ? std::string_view(source->get_string()) : "model";
}

}  // namespace detail
WMH_END_NAMESPACE
