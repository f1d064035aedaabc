#pragma once

#include <wmh/version.hpp>

#include <cstddef>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Values of rows that were used lately, at most about `max_bytes` of them. Two generations: what
/// is used moves to the young one; when that holds half of the bytes, the old one goes and the
/// young one becomes old. Callable from any thread.
template <class Value>
class RecentRows {
 public:
  explicit RecentRows(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  /// Null when the row is not kept (any more).
  std::shared_ptr<const Value> find(std::size_t row) {
    Entries gone;  // let go after the lock
    std::lock_guard lock(mutex_);
    if (const auto young = young_.find(row); young != young_.end()) return young->second.value;
    const auto old = old_.find(row);
    if (old == old_.end()) return nullptr;
    const Entry entry = old->second;
    gone = add(row, entry);
    return entry.value;
  }

  /// `bytes` is roughly what the value takes.
  void keep(std::size_t row, std::shared_ptr<const Value> value, std::size_t bytes) {
    Entries gone;
    std::lock_guard lock(mutex_);
    gone = add(row, {std::move(value), bytes});
  }

 private:
  struct Entry {
    std::shared_ptr<const Value> value;
    std::size_t bytes;
  };
  using Entries = std::unordered_map<std::size_t, Entry>;

  /// Returns the generation that ends with it.
  Entries add(std::size_t row, Entry entry) {
    Entries gone;
    if (young_bytes_ + entry.bytes > max_bytes_ / 2) {
      gone = std::exchange(old_, std::exchange(young_, {}));
      young_bytes_ = 0;
    }
    const std::size_t bytes = entry.bytes;
    if (young_.try_emplace(row, std::move(entry)).second) young_bytes_ += bytes;
    return gone;
  }

  const std::size_t max_bytes_;
  std::mutex mutex_{};  ///< Guards what follows.
  Entries young_{}, old_{};
  std::size_t young_bytes_ = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
