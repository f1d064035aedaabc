#include "soak/watch.hpp"

#include <fmt/format.h>

#include <iostream>

namespace wmh::soak {

Watch::Watch(std::vector<Watched> servers, const std::filesystem::path& table, Tally& tally,
             std::chrono::milliseconds interval)
    : servers_(std::move(servers)), table_(table), tally_(tally) {
  table_ << "seconds,server,rss_kib,anon_kib,files,threads\n";
  thread_ = std::thread([this, interval] { run(interval); });
}

void Watch::end() {
  stop_ = true;
  if (thread_.joinable()) thread_.join();
}

void Watch::run(std::chrono::milliseconds interval) {
  const auto begin = Clock::now();
  auto next_line = begin + std::chrono::minutes(1);
  for (auto next = begin + interval; !stop_; std::this_thread::sleep_for(interval / 20)) {
    const std::chrono::duration<double> seconds = Clock::now() - begin;
    if (Clock::now() >= next) read(seconds.count()), next += interval;
    if (Clock::now() >= next_line) tell(seconds.count()), next_line += std::chrono::minutes(1);
  }
}

void Watch::read(double seconds) {
  for (Watched& each : servers_) {
    if (!each.server->runs()) {
      tally_.fail(each.name, "server", "it has ended");
      continue;
    }
    const Reading now = each.server->read(seconds);
    each.readings.push_back(now);
    table_ << fmt::format("{:.0f},{},{},{},{},{}\n", seconds, each.name, now.rss, now.anon,
                          now.files, now.threads);
  }
  table_.flush();
}

void Watch::tell(double seconds) const {
  std::string held;
  for (const Watched& each : servers_)
    if (!each.readings.empty())
      held += fmt::format("; {} {} KiB, {} files", each.name, each.readings.back().anon,
                          each.readings.back().files);
  std::cerr << fmt::format("{:.0f} min: {} requests, {} steps, {} verified, {} failures{}\n",
                           seconds / 60, tally_.requests(), tally_.steps.load(),
                           tally_.verified.load(), tally_.failed(), held);
}

}  // namespace wmh::soak
