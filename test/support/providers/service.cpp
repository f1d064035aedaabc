#include "support/providers/service.hpp"

#include "support/providers/http_wire.hpp"

#include <algorithm>

namespace wmh::testing {

using After = Served::After;

std::optional<Served> ProviderService::serve(std::string& bytes) {
  auto wire = take_request(bytes, origin_);
  if (!wire) return std::nullopt;
  {
    const std::lock_guard lock(mutex_);
    ++counts_.calls;
    counts_.most_in_flight = std::max(counts_.most_in_flight, ++in_flight_);
  }
  if (!wire->problem.empty())
    return refuse(std::move(wire->problem), wire->last ? After::close : After::go_on);
  auto asked = read_asked(wire->request, options_.rules);
  if (!asked) return refuse(asked.error().message(), After::go_on);
  return answer(*asked);
}

Served ProviderService::refuse(std::string reason, Served::After after) {
  const auto response = error_answer(400, "invalid_request_error", reason);
  count(&ServerCounts::refused);
  const std::lock_guard lock(mutex_);
  if (refusals_.size() < most_kept) refusals_.push_back(std::move(reason));
  return {wire_text(response), after};
}

Served ProviderService::answer(const Asked& asked) {
  std::int64_t call = 0;
  {
    const std::lock_guard lock(mutex_);
    if (asked_.size() < most_kept) asked_.push_back(asked);
    call = counts_.calls - counts_.refused - 1;
  }
  const Fault fault = options_.faults ? options_.faults(call) : Fault();
  return with_fault(fault, asked);
}

Served ProviderService::with_fault(const Fault& fault, const Asked& asked) {
  switch (fault.kind) {
    case Fault::Kind::none:
      break;
    case Fault::Kind::reset:
      count(&ServerCounts::reset);
      return {{}, After::reset};
    case Fault::Kind::too_many_requests: {
      count(&ServerCounts::too_many_requests);
      auto slow = error_answer(429, "rate_limit_error", "slow down");
      slow.headers.push_back({"retry-after-ms", std::to_string(options_.retry_after.count())});
      return {wire_text(slow), After::go_on};
    }
    case Fault::Kind::server_error:
      count(&ServerCounts::server_errors);
      return {wire_text(error_answer(500, "api_error", "a fault by chance")), After::go_on};
    case Fault::Kind::cut: {
      count(&ServerCounts::cut);
      std::string text = whole_answer(asked);
      text.resize(std::min(text.size(), fault.bytes));
      return {std::move(text), After::close};
    }
  }
  std::string text = whole_answer(asked);
  count(&ServerCounts::answered);
  return {std::move(text), After::go_on};
}

std::string ProviderService::whole_answer(const Asked& asked) {
  std::string text = wire_text(answer_of(asked, options_.reply(asked)));
  const std::lock_guard lock(mutex_);
  counts_.last_answer = text.size();
  return text;
}

void ProviderService::count(std::int64_t ServerCounts::*member) {
  const std::lock_guard lock(mutex_);
  ++(counts_.*member);
}

void ProviderService::note_end() {
  const std::lock_guard lock(mutex_);
  --in_flight_;
}

void ProviderService::note_open() {
  const std::lock_guard lock(mutex_);
  ++counts_.connections;
  counts_.most_open = std::max(counts_.most_open, ++counts_.open);
}

void ProviderService::note_closed() {
  const std::lock_guard lock(mutex_);
  --counts_.open;
}

ServerCounts ProviderService::counts() const {
  const std::lock_guard lock(mutex_);
  return counts_;
}

std::vector<std::string> ProviderService::refusals() const {
  const std::lock_guard lock(mutex_);
  return refusals_;
}

std::vector<Asked> ProviderService::asked() const {
  const std::lock_guard lock(mutex_);
  return asked_;
}

}  // namespace wmh::testing
