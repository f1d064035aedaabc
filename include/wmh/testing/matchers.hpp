#pragma once

// GoogleTest words for Result, so that a failing test prints the Error.
#include <wmh/error.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wmh::testing {

/// A Result that holds a value.
MATCHER(IsOk, negation ? "is an error" : "is ok") {
  if (arg.has_value()) return true;
  *result_listener << arg.error().message();
  return false;
}

/// A Result that holds an error with this code.
MATCHER_P(FailsWith, code, "fails with a given code") {
  if (arg.has_value()) return false;
  *result_listener << arg.error().message();
  return arg.error().code() == code;
}

/// A Result whose error message has this text in it.
MATCHER_P(MessageHas, text, "has a message with \"" + std::string(text) + "\"") {
  if (arg.has_value()) return false;
  *result_listener << arg.error().message();
  return arg.error().message().find(text) != std::string::npos;
}

}  // namespace wmh::testing
