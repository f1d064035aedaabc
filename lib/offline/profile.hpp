#pragma once

#include <wmh/types.hpp>

#include "offline/layout.hpp"

#include <cstdint>

WMH_BEGIN_NAMESPACE
namespace detail {

/// An observation made ready for comparing with many others: hashes of its tokens or, for a JSON
/// container, of its leaves.
class Profile {
 public:
  Profile() = default;
  explicit Profile(const Observation& observation);

  bool is_error() const noexcept { return is_error_; }
  bool empty() const noexcept { return empty_; }
  bool is_json() const noexcept { return !leaves_.empty(); }
  std::uint64_t outcome() const noexcept { return outcome_; }
  std::size_t length() const noexcept { return length_; }
  const Layout& layout() const noexcept { return layout_; }

  /// What the structural judge would say of `guess` where `truth` happened, from 0 to 1; texts are
  /// compared by their first 16 KiB.
  friend double structural_similarity(const Profile& truth, const Profile& guess);

 private:
  using Counts = std::vector<std::pair<std::uint32_t, std::uint32_t>>;  // sorted by hash

  std::uint64_t outcome_ = 0;
  std::size_t length_ = 0;
  std::size_t token_count_ = 0;
  Counts tokens_{};
  std::vector<std::pair<std::uint64_t, std::uint64_t>> leaves_{};  // path and value, sorted
  Layout layout_{};
  bool is_error_ = false;
  bool empty_ = true;
};

double structural_similarity(const Profile& truth, const Profile& guess);

}  // namespace detail
WMH_END_NAMESPACE
