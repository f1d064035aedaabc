#include "soak/tally.hpp"

#include "soak/rules.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace wmh::soak {

void Tally::count(const std::string& server, std::string_view kind, int status) {
  const std::lock_guard lock(mutex_);
  ++rows_[{server, std::string(kind)}][status];
}

void Tally::fail(const std::string& server, std::string_view kind, const std::string& why) {
  constexpr std::size_t most_told = 20;
  const std::time_t now = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  const std::lock_guard lock(mutex_);
  ++failed_;
  if (first_.size() < most_told)
    first_.push_back(fmt::format("{:%H:%M:%S} {}: {}: {}", fmt::gmtime(now), server, kind, why));
}

std::size_t Tally::failed() const {
  const std::lock_guard lock(mutex_);
  return failed_;
}

std::size_t Tally::requests() const {
  const std::lock_guard lock(mutex_);
  std::size_t sum = 0;
  for (const auto& [row, statuses] : rows_)
    for (const auto& [status, count] : statuses)
      sum += count;
  return sum;
}

std::size_t Tally::refused(const std::string& server) const {
  const std::lock_guard lock(mutex_);
  std::size_t sum = 0;
  for (const auto& [row, statuses] : rows_)
    for (const auto& [status, count] : statuses)
      if (row.first == server && status >= 502 && is_refusal(status)) sum += count;
  return sum;
}

std::string Tally::table() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const auto& [row, statuses] : rows_) {
    text += fmt::format("{:<9} {:<24}", row.first, row.second);
    for (const auto& [status, count] : statuses)
      text += fmt::format(" {}: {}", status == 0 ? "cut" : std::to_string(status), count);
    text += '\n';
  }
  return text;
}

std::string Tally::failures() const {
  const std::lock_guard lock(mutex_);
  std::string text;
  for (const std::string& each : first_)
    text += each + '\n';
  if (failed_ > first_.size()) text += fmt::format("... {} in all\n", failed_);
  return text;
}

}  // namespace wmh::soak
