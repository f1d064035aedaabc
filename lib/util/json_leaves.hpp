#pragma once

#include <wmh/types.hpp>

#include <boost/json/value.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The leaves of a JSON value by path: "a.b", "list[0]"; an empty container is a leaf. The path of
/// a value that is itself a leaf is empty. Pointers into `value`, which must outlive the result.
using JsonLeaves = std::vector<std::pair<std::string, const json::value*>>;
JsonLeaves json_leaves(const json::value& value);
JsonLeaves json_leaves(const json::object& object);

}  // namespace detail
WMH_END_NAMESPACE
