#include "serve_log.hpp"

#include <wmh/json.hpp>

#include "console.hpp"
#include "text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>

namespace wmh::cli {
namespace {

std::string now_text() {
  const auto now = std::chrono::system_clock::now();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(now);
  const auto part = std::chrono::duration_cast<std::chrono::milliseconds>(now - seconds).count();
  return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(seconds)), part);
}

std::string shown(const boost::json::value& value) {
  return value.is_string() ? printable(value.get_string()) : to_text(value);
}

}  // namespace

void ServeLog::write(std::string_view severity, std::string_view event,
                     const Fields& fields) const {
  if (as_json_) {
    boost::json::object line{{"time", now_text()}, {"severity", severity}, {"event", event}};
    for (const auto& [name, value] : fields)
      line[name] = value;
    return console_.notice(to_text(line));
  }
  std::string line = fmt::format("{} {} {}", now_text(), severity, event);
  for (const auto& [name, value] : fields)
    line += fmt::format(" {}={}", name, shown(value));
  console_.notice(line);
}

}  // namespace wmh::cli
