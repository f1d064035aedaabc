#pragma once

#include <wmh/types.hpp>

#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The JSON object that a language model was asked for, out of all that it wrote: prose, Markdown
/// fences and braces that open nothing may be around it. Of the objects that have any of the
/// `wanted` keys it is the one with most of them, and of those the first. Objects inside others are
/// not looked at. Slips are forgiven as in LooseJson.
std::optional<json::object> find_object(std::string_view text,
                                        std::span<const std::string_view> wanted);

/// What is left of an object whose text ends too early.
struct SalvagedObject {
  json::object members{};   ///< Those that are complete, and a string that is cut, up to there.
  std::string cut_key{};    ///< The member that is cut; empty where the text ends between members.
  bool cut_string = false;  ///< That member is a string and in `members`; else it is lost.
};

/// From the first object with any of the `wanted` keys that the text ends in the middle of. An
/// escape that is cut is left out.
std::optional<SalvagedObject> salvage_object(std::string_view text,
                                             std::span<const std::string_view> wanted);

}  // namespace detail
WMH_END_NAMESPACE
