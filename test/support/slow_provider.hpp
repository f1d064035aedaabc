#pragma once

#include <wmh/provider.hpp>

#include <chrono>
#include <memory>

namespace wmh::testing {

/// A language model that takes its time: OpenAI's chat completions on the loopback interface, with
/// the same answer for every request after `delay`. It does not look at what it is asked, so that
/// a load measures who asks. Runs on a thread of its own; callable from any thread.
class SlowProvider {
 public:
  explicit SlowProvider(std::chrono::milliseconds delay);
  ~SlowProvider();
  SlowProvider(const SlowProvider&) = delete;
  SlowProvider& operator=(const SlowProvider&) = delete;

  /// What make_provider needs to ask it.
  ProviderOptions options() const;
  std::size_t answered() const noexcept;
  std::size_t most_at_once() const noexcept;  ///< Requests between their end and their answer.

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace wmh::testing
