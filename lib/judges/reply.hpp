#pragma once

#include <wmh/error.hpp>
#include <wmh/types.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

// What judges read from a model's reply. The messages of errors are words for the model: what is
// wrong with its reply, without a full stop.

/// The object with any of these keys; of a reply that is cut, what is complete of it.
Result<json::object> reply_object(std::string_view reply, std::span<const std::string_view> keys);

/// A finite number, also as text; nullopt where the member is missing or anything else.
std::optional<double> number_in(const json::object& reply, std::string_view key);

/// A number from 0 to 1. What is off by up to a half is moved to the nearest end, since models
/// stress their praise; what is further off is on another scale.
Result<double> grade_in(const json::object& reply, std::string_view key);

/// A truth value, also as text or number.
Result<bool> flag_in(const json::object& reply, std::string_view key);

/// A text; empty where the member is missing.
std::string text_in(const json::object& reply, std::string_view key);

/// A JSON schema of an object with these members, all of them required.
json::object closed_schema(json::object properties);

/// That of a critique and these grades. The critique is first, so that a model thinks, then grades.
json::object grades_schema(std::span<const std::string_view> grades);

}  // namespace detail
WMH_END_NAMESPACE
