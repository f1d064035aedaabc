#pragma once

#include <wmh/session_store.hpp>

namespace wmh::server {

/// Sessions of many models in one place that outlives the process. Callable from any thread.
class KeptSessions {
 public:
  virtual ~KeptSessions() = default;

  /// The sessions of one model.
  virtual std::shared_ptr<SessionStore> of(std::string model) = 0;
  /// Ends the sessions that were not changed for so long. Returns how many.
  virtual Task<std::size_t> remove_idle(std::chrono::seconds idle) = 0;
  virtual std::size_t count() const noexcept = 0;
};

}  // namespace wmh::server
