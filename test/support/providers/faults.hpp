#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace wmh::testing {

/// What befalls a call instead of its answer.
struct Fault {
  enum class Kind {
    none,
    reset,              ///< The connection is closed with RST, without a byte.
    too_many_requests,  ///< Status 429, with retry-after-ms.
    server_error,       ///< Status 500.
    cut                 ///< The connection is closed after `bytes` of the answer.
  };
  Kind kind = Kind::none;
  std::size_t bytes = 0;
};

/// The fault of each call, which are numbered from 0. Called by one thread.
using Faults = std::function<Fault(std::int64_t call)>;

/// How likely each fault is, from 0 to 1; their sum is at most 1.
struct FaultRates {
  double reset = 0;
  double too_many_requests = 0;
  double server_error = 0;
  double cut = 0;
};

/// Faults by chance, the same for one seed.
Faults random_faults(FaultRates rates, std::uint64_t seed);

}  // namespace wmh::testing
