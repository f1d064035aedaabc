#pragma once

#include "tasks/hands.hpp"

namespace tau {

/// Lets a scripted agent work on a task of a desk, from the greeting to the end, in an environment
/// that is open. Fails where the task's goals cannot be read or the environment fails.
wmh::Result<wmh::Done> work(wmh::Env& env, std::string_view desk, const Task& task,
                            const Style& style);

/// The agents of the two desks.
wmh::Result<wmh::Done> work_at_airline(Hands& hands, const Task& task);
wmh::Result<wmh::Done> work_at_retail(Hands& hands, const Task& task);

}  // namespace tau
