#pragma once

#include <wmh/error.hpp>
#include <wmh/types.hpp>

#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A JSON schema in the words that Anthropic's structured output knows: objects are closed, oneOf
/// becomes anyOf, and every other keyword moves into the description. Fails where a part has no
/// type, anyOf, oneOf, allOf or $ref.
Result<json::object> anthropic_schema(const json::object& schema);

/// A JSON schema for OpenAI's strict mode: objects are closed and all their members required;
/// those that were optional may be null. nullopt when the schema says what strict mode cannot.
std::optional<json::object> strict_schema(const json::object& schema);

}  // namespace detail
WMH_END_NAMESPACE
