#include <wmh/testbed.hpp>

#include "testbed/capture.hpp"
#include "testbed/check.hpp"
#include "testbed/serve.hpp"
#include "testbed/side_by_side.hpp"

#include <fmt/format.h>

#include <charconv>
#include <ostream>

WMH_BEGIN_NAMESPACE
namespace {

using Words = std::span<const std::string_view>;

constexpr int exit_ok = 0;
constexpr int exit_failed = 1;
constexpr int exit_usage = 2;

std::string usage(std::string_view name) {
  return fmt::format(
      "usage: {0} capture TRACES                   let every agent work and write the traces\n"
      "       {0} check TRACES                     play them again; each answer must be equal\n"
      "       {0} replay TRACES MODEL [--trace N]  one in the real environment and in a model\n"
      "       {0} serve                            answer requests on standard input\n",
      name);
}

int capture_command(Testbed& testbed, const std::string& file, std::ostream& out,
                    std::ostream& err) {
  const auto count = detail::capture(testbed, file);
  if (!count) {
    err << testbed.name() << ": " << count.error().message() << '\n';
    return exit_failed;
  }
  out << fmt::format("{} traces, {} steps\n", count->traces, count->steps);
  return exit_ok;
}

int check_command(Testbed& testbed, const std::string& file, std::ostream& out, std::ostream& err) {
  const auto report = detail::check(testbed, file);
  if (!report) {
    err << testbed.name() << ": " << report.error().message() << '\n';
    return exit_failed;
  }
  for (const std::string& line : report->first)
    err << line << '\n';
  const std::string found = report->differences == 0
                                ? "all as recorded"
                                : fmt::format("{} not as recorded", report->differences);
  out << fmt::format("{} traces, {} steps: {}\n", report->traces, report->steps, found);
  return report->differences == 0 ? exit_ok : exit_failed;
}

/// `[--trace N]`: no number where there are no words, nothing where the words are others.
std::optional<std::optional<std::size_t>> trace_number(Words words) {
  std::optional<std::size_t> number;
  if (words.empty()) return number;
  if (words.size() != 2 || words[0] != "--trace") return std::nullopt;
  const char* const end = words[1].data() + words[1].size();
  const auto read = std::from_chars(words[1].data(), end, number.emplace());
  if (read.ec != std::errc() || read.ptr != end) return std::nullopt;
  return number;
}

int replay_command(Testbed& testbed, Words words, std::optional<std::size_t> number,
                   std::ostream& out, std::ostream& err) {
  const auto result =
      detail::side_by_side(testbed, std::string(words[0]), std::string(words[1]), number);
  if (!result) {
    err << testbed.name() << ": " << result.error().message() << '\n';
    return exit_failed;
  }
  detail::print(out, *result);
  return exit_ok;
}

}  // namespace

int run_testbed(Testbed& testbed, Words words, std::istream& in, std::ostream& out,
                std::ostream& err) {
  const std::string_view command = words.empty() ? std::string_view() : words.front();
  if (command == "capture" && words.size() == 2)
    return capture_command(testbed, std::string(words[1]), out, err);
  if (command == "check" && words.size() == 2)
    return check_command(testbed, std::string(words[1]), out, err);
  if (command == "replay" && words.size() >= 3)
    if (const auto number = trace_number(words.subspan(3)))
      return replay_command(testbed, words.subspan(1), *number, out, err);
  if (command == "serve" && words.size() == 1) {
    detail::serve(testbed, in, out);
    return exit_ok;
  }
  err << usage(testbed.name());
  return exit_usage;
}

WMH_END_NAMESPACE
