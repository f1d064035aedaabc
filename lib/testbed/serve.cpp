#include "testbed/serve.hpp"

#include "testbed/service.hpp"
#include "testbed/wire.hpp"
#include "util/spawn.hpp"

#include <fmt/format.h>

#include <istream>
#include <ostream>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

enum class Line { read, too_long, end };

/// A line that is too long is read to its end, for the next one to be understood.
Line read_line(std::istream& in, std::string& line) {
  line.clear();
  bool too_long = false;
  for (int c = in.get(); c != std::istream::traits_type::eof(); c = in.get()) {
    if (c == '\n') return too_long ? Line::too_long : Line::read;
    too_long = too_long || line.size() == most_line_bytes;
    if (!too_long) line.push_back(static_cast<char>(c));
  }
  return line.empty() ? Line::end : Line::read;
}

/// Environments and agents are the caller's code: what they throw must not end the service.
Result<json::object> answer_to(Service& service, const std::string& line) {
  auto request = parse_json(line);
  if (!request) return std::move(request).error();
  const auto* object = request->if_object();
  if (!object) return Error(errc::invalid_argument, "a request is a JSON object on one line");
  try {
    return service.answer(*object);
  } catch (...) {
    return error_from(std::current_exception());
  }
}

}  // namespace

void serve(Testbed& testbed, std::istream& in, std::ostream& out) {
  Service service(testbed);
  std::string line;
  for (;;) {
    const Line got = read_line(in, line);
    if (got == Line::end) return;
    const auto answer =
        got == Line::read
            ? answer_to(service, line)
            : Result<json::object>(
                  Error(errc::limit_reached,
                        fmt::format("a request must have less than {} bytes", most_line_bytes)));
    const json::object reply = answer ? *answer : json::object{{"error", answer.error().message()}};
    out << to_text(reply) << std::endl;
    if (!out) return;
  }
}

}  // namespace detail
WMH_END_NAMESPACE
