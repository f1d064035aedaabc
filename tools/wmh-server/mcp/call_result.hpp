#pragma once

#include <wmh/error.hpp>
#include <wmh/types.hpp>

namespace wmh::mcp {

/// The result of a call that the environment answered: the observation's text as it is, whether it
/// is an error, and under `_meta` what the answer rests on.
json::object call_result(const Observation& observation);

/// The result of a call that nothing answered. MCP wants the failure of what is behind a tool as a
/// result with `isError`, so that an agent sees it; `_meta` has "wmh/failure", by which a harness
/// can tell it from an error of the environment.
json::object failed_call(const Error& error);

}  // namespace wmh::mcp
