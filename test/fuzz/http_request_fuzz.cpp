// Requests from strangers: what they come to does not depend on where the bytes are cut, no bound
// is passed, and what is taken is understood by Beast as well, in the same way. What two readers
// understand differently is how one request is smuggled in another.
#include "fuzz/require.hpp"
#include "http/grammar.hpp"
#include "http/request_reader.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

using namespace wmh::server;
namespace http = boost::beast::http;
using State = RequestReader::State;

namespace {

constexpr std::size_t max_head = 1024;
constexpr std::size_t max_body = 2048;

struct Outcome {
  State state = State::head;
  Request request{};
  Framing framing{};
  std::size_t used = 0;
};

bool same(const Outcome& a, const Outcome& b) {
  const auto& x = a.request;
  const auto& y = b.request;
  return a.state == b.state && a.used == b.used && x.body == y.body &&
         x.head.method == y.head.method && x.head.path == y.head.path &&
         x.head.query == y.head.query && x.head.headers == y.head.headers &&
         a.framing.keep_alive == b.framing.keep_alive;
}

BodyPlan plan() {
  BodyPlan small;
  small.limit = max_body;
  return small;
}

Outcome read(std::string_view wire, std::size_t piece) {
  RequestReader reader(max_head);
  Outcome outcome;
  std::size_t given = 0;
  while (reader.state() == State::head || reader.state() == State::body) {
    const auto used = reader.feed(wire.substr(outcome.used, given - outcome.used));
    outcome.used += used;
    require(outcome.used <= given);
    if (reader.state() == State::planning) {
      reader.follow(plan());
      continue;
    }
    if (given == wire.size()) break;
    given = std::min(wire.size(), given + piece);
  }
  outcome.state = reader.state();
  outcome.framing = reader.framing();
  if (outcome.state == State::complete) outcome.request = reader.take();
  if (outcome.state == State::refused)
    require(reader.refusal().status >= 400 && !reader.refusal().why.empty());
  return outcome;
}

void check_request(const Outcome& outcome) {
  const RequestHead& head = outcome.request.head;
  require(is_token(head.method) && !head.path.empty());
  require(head.path.front() == '/' || (head.path == "*" && head.method == "OPTIONS"));
  require(outcome.request.body.size() <= max_body && head.headers.size() <= 130);
  for (const auto& [name, value] : head.headers)
    require(is_token(name) && is_field_text(value));
}

/// Beast reads the same request, and its end in the same place.
void check_against_beast(std::string_view wire, const Outcome& outcome) {
  const std::size_t skipped = wire.starts_with("\r\n") ? 2 : 0;
  wire.remove_prefix(skipped);
  http::request_parser<http::string_body> parser;
  parser.eager(true);
  boost::system::error_code failed;
  const auto used = parser.put(boost::asio::const_buffer(wire.data(), wire.size()), failed);
  // Extensions are dropped here, so their grammar does not matter.
  if (failed == http::error::bad_chunk_extension) return;
  require(!failed && parser.is_done() && used + skipped == outcome.used);

  const auto& message = parser.get();
  const RequestHead& head = outcome.request.head;
  const std::string_view target(message.target().data(), message.target().size());
  require(head.method == std::string_view(message.method_string()));
  require(outcome.request.body == message.body());
  require(parser.chunked() == outcome.framing.chunked);
  require(target.front() != '/' || (target.starts_with(head.path) && target.ends_with(head.query)));
  // Beast obeys Proxy-Connection, which no standard knows.
  if (head.header("Proxy-Connection").empty())
    require(parser.keep_alive() == outcome.framing.keep_alive);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string wire(reinterpret_cast<const char*>(data), size);
  const Outcome whole = read(wire, std::max<std::size_t>(wire.size(), 1));
  for (const std::size_t piece : {1u, 2u, 5u, 64u}) {
    const Outcome cut = read(wire, piece);
    // Where an input breaks two rules, the cut decides which of them is met first.
    require(cut.state == whole.state);
    if (whole.state == State::complete) require(same(cut, whole));
  }
  if (whole.state != State::complete) return 0;
  check_request(whole);
  check_against_beast(wire, whole);
  return 0;
}
