#include "util/runtime.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

struct Runtime::Loop {
  asio::io_context context{1};
  asio::executor_work_guard<asio::io_context::executor_type> work{context.get_executor()};
};

Runtime::~Runtime() {
  if (!loop_) return;
  loop_->context.stop();
  if (thread_.get_id() == std::this_thread::get_id()) {
    thread_.detach();
  } else {
    thread_.join();
  }
}

asio::any_io_executor Runtime::get() {
  std::call_once(started_, [this] {
    loop_ = std::make_shared<Loop>();
    thread_ = std::thread([loop = loop_] { loop->context.run(); });
  });
  return loop_->context.get_executor();
}

}  // namespace detail
WMH_END_NAMESPACE
