#include "tasks/agents.hpp"

namespace tau {

wmh::Result<wmh::Done> work(wmh::Env& env, std::string_view desk, const Task& task,
                            const Style& style) {
  Hands hands(env, task, style);
  hands.say("Hello, how can I help you?");
  auto worked = desk == "airline" ? work_at_airline(hands, task) : work_at_retail(hands, task);
  if (!worked) return std::move(worked).error().in(task.id);
  hands.say("Is there anything else that I can do for you?");
  if (hands.failure()) return *hands.failure();
  return wmh::Done{};
}

}  // namespace tau
