#pragma once

#include "http/thread_state.hpp"

#include <memory>

namespace wmh::server {

/// A connection's place in the counts of its thread and of the server: taken when it is accepted,
/// given back when it is closed. Callable from any thread.
class Place {
 public:
  explicit Place(ThreadState& thread) : thread_(&thread) {
    ++thread.counters.connections;
    ++thread.shared.open;
  }

 private:
  struct GiveBack {
    void operator()(ThreadState* thread) const noexcept {
      --thread->counters.connections;
      if (--thread->shared.open > 0) return;
      std::lock_guard lock(thread->shared.mutex);
      thread->shared.all_closed.notify_all();
    }
  };
  std::unique_ptr<ThreadState, GiveBack> thread_;
};

/// What an accepted connection is told.
enum class Welcome { served, told_to_come_later };

}  // namespace wmh::server
