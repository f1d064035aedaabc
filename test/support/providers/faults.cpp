#include "support/providers/faults.hpp"

#include <random>

namespace wmh::testing {

Faults random_faults(FaultRates rates, std::uint64_t seed) {
  return [rates, numbers = std::mt19937_64(seed)](std::int64_t) mutable {
    const std::pair<double, Fault::Kind> table[] = {
        {rates.reset, Fault::Kind::reset},
        {rates.too_many_requests, Fault::Kind::too_many_requests},
        {rates.server_error, Fault::Kind::server_error},
        {rates.cut, Fault::Kind::cut}};
    constexpr std::size_t shortest_answer = 300;
    Fault fault;
    double place = std::uniform_real_distribution<double>()(numbers);
    fault.bytes = numbers() % shortest_answer;
    for (const auto& [rate, kind] : table) {
      if (place >= 0 && place < rate) fault.kind = kind;
      place -= rate;
    }
    return fault;
  };
}

}  // namespace wmh::testing
