#pragma once

#include <wmh/error.hpp>

#include <string>
#include <string_view>

namespace tau {

/// The value of an expression of numbers, + - * / and parentheses.
wmh::Result<double> calculate(std::string_view expression);

/// At most two decimals, without trailing zeros.
std::string number_text(double number);

}  // namespace tau
