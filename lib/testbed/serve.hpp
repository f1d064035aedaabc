#pragma once

#include <wmh/testbed.hpp>

#include <iosfwd>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Answers requests, one JSON object a line (docs/closed-loop.md), until `in` ends. A request that
/// fails is answered with `error`; nothing but `in` ends the service.
void serve(Testbed& testbed, std::istream& in, std::ostream& out);

}  // namespace detail
WMH_END_NAMESPACE
