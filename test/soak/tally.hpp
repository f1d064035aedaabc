#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <vector>

namespace wmh::soak {

/// What all actors have seen. Callable from any thread.
class Tally {
 public:
  void count(const std::string& server, std::string_view kind, int status);
  void fail(const std::string& server, std::string_view kind, const std::string& why);

  std::size_t failed() const;
  std::size_t requests() const;
  /// A line for each kind of request of each server, with its statuses.
  std::string table() const;
  /// The first failures.
  std::string failures() const;
  /// Answers of a status that a store that is away gives.
  std::size_t refused(const std::string& server) const;

  std::atomic<std::uint64_t> steps = 0;     ///< Answered.
  std::atomic<std::uint64_t> verified = 0;  ///< Found in their session, once and in order.
  std::atomic<std::uint64_t> sessions = 0;  ///< Verified.
  std::atomic<std::uint64_t> repeated = 0;  ///< Steps whose first answer was lost.

 private:
  using Row = std::pair<std::string, std::string>;
  mutable std::mutex mutex_{};
  std::map<Row, std::map<int, std::size_t>> rows_{};
  std::size_t failed_ = 0;
  std::vector<std::string> first_{};
};

}  // namespace wmh::soak
