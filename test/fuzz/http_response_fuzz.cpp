// A response from a server nobody trusts: what it comes to does not depend on where the bytes are
// cut, and no bound is passed.
#include "fuzz/require.hpp"
#include "net/http_failure.hpp"
#include "net/response_reader.hpp"

using wmh::detail::ResponseReader;

namespace {

struct Outcome {
  std::optional<wmh::detail::Reason> reason{};
  int status = 0;
  std::string body{};
  std::size_t headers = 0;
  bool keep_alive = false;
  bool operator==(const Outcome&) const = default;
};

Outcome failed(const wmh::Error& error) {
  require(wmh::detail::reason_of(error).has_value());
  Outcome outcome;
  outcome.reason = wmh::detail::reason_of(error);
  return outcome;
}

wmh::detail::ResponseBounds bounds() {
  wmh::detail::ResponseBounds small;
  small.header_bytes = 1024;
  small.headers = 16;
  small.body_bytes = 4096;
  small.error_body_bytes = 64;
  return small;
}

Outcome read(std::string_view wire, std::size_t piece) {
  ResponseReader reader(bounds(), ResponseReader::Body::gathered);
  while (!wire.empty() && !reader.done()) {
    const auto size = std::min(piece, wire.size());
    if (auto fed = reader.feed(wire.substr(0, size)); !fed) return failed(fed.error());
    wire.remove_prefix(size);
  }
  const bool more = !wire.empty();
  if (!reader.done())
    if (auto ended = reader.end(true); !ended) return failed(ended.error());
  const auto& response = reader.response();
  require(response.status / 100 != 1);
  require(response.body.size() <= bounds().body_bytes);
  require(response.headers.size() <= bounds().headers);
  Outcome outcome;
  outcome.status = response.status;
  outcome.body = response.body;
  outcome.headers = response.headers.size();
  outcome.keep_alive = reader.keep_alive() && !more;
  return outcome;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view wire(reinterpret_cast<const char*>(data), size);
  const Outcome whole = read(wire, std::max<std::size_t>(wire.size(), 1));
  for (const std::size_t piece : {1u, 2u, 5u, 64u}) {
    const Outcome cut = read(wire, piece);
    // Where an input breaks two rules, the cut decides which of them is met first.
    require(cut.reason.has_value() == whole.reason.has_value());
    if (!whole.reason) require(cut == whole);
  }
  return 0;
}
