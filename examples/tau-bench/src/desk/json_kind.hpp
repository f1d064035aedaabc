#pragma once

#include <boost/json/value.hpp>

#include <string_view>

namespace tau {

/// What a value is, as a message says it.
std::string_view kind_of(const boost::json::value& value) noexcept;

}  // namespace tau
