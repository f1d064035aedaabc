#pragma once

#include <wmh/async.hpp>

#include <memory>
#include <mutex>
#include <thread>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The one class that owns a thread: it runs an executor from the first call of get() until the
/// object goes away. Callable from any thread.
class Runtime {
 public:
  Runtime() = default;
  /// Stops the thread and waits for it, unless called on it: then it ends by itself.
  ~Runtime();
  Runtime(const Runtime&) = delete;
  Runtime& operator=(const Runtime&) = delete;

  asio::any_io_executor get();

 private:
  struct Loop;
  std::once_flag started_;
  std::shared_ptr<Loop> loop_;
  std::thread thread_;
};

}  // namespace detail
WMH_END_NAMESPACE
