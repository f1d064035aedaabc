#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// An observation as a session in memory holds it: evidence as text takes a third of what it takes
/// as a tree of values.
struct PackedObservation {
  Observation rest{};      ///< All of it, with null in the place of the evidence in `evidence`.
  std::string evidence{};  ///< JSON; empty: none, or none that text can hold, which is in `rest`.
};

PackedObservation pack(const Observation& observation);
Observation unpack(Observation rest, const std::string& evidence);

}  // namespace detail
WMH_END_NAMESPACE
