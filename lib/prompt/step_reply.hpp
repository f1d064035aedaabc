#pragma once

#include <wmh/types.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a language model answered in the place of an environment.
struct StepReply {
  std::string output{};
  bool is_error = false;
  std::string state_note{};
  std::optional<double> confidence{};  ///< In [0, 1].
  bool in_form = true;  ///< False: no answer in the asked form was found; `output` is all it wrote.
  bool cut_off = false;  ///< The reply ended too early; `output` is what there was of it.
};

/// Reads a reply as leniently as can be: the object may stand in prose or fences, `output` may be
/// JSON instead of a string of it, words may stand for booleans and numbers, and of a reply that is
/// cut off the parts that are there are taken. An empty `output` is an empty output.
StepReply read_step_reply(std::string_view text);

}  // namespace detail
WMH_END_NAMESPACE
