// Beast's parser does the grammar, fed by hand. Around it stand the checks that it lacks in 1.81:
// transfer codings other than chunked, the size of chunk extensions and trailers, 1xx responses.
#include "net/response_reader.hpp"

#include "net/response_parser.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr int most_interim_responses = 8;
constexpr std::string_view every_head_begins = "HTTP/1.";

bool is_success(int status) noexcept {
  return status >= 200 && status < 300;
}

}  // namespace

class ResponseReader::State {
 public:
  State(ResponseBounds bounds, Body body, ByteSink sink)
      : bounds_(bounds), body_(body), sink_(std::move(sink)) {
    begin();
  }

  Result<Done> feed(std::string_view bytes);
  Result<Done> end(bool clean);
  bool has_head() const { return parser_->has_head() && !interim(); }
  bool done() const { return parser_->is_done() && !interim(); }
  bool has_more() const { return !pending_.empty(); }
  bool keep_alive() const { return done() && parser_->keep_alive() && !has_more(); }
  HttpResponse& response() { return parser_->response(); }

 private:
  int status() const { return parser_->response().status; }
  bool interim() const { return parser_->has_head() && status() / 100 == 1; }
  void begin();
  Result<Done> parse();
  Result<Done> next_response();
  Result<Done> take_body(std::string_view bytes);
  Result<Done> deliver(std::string_view bytes);
  Result<Done> finish_body();

  ResponseBounds bounds_;
  Body body_;
  ByteSink sink_;
  std::unique_ptr<ResponseParser> parser_{};
  std::unique_ptr<ContentDecoder> decoder_{};
  std::string pending_{};
  bool begun_ = false;
  std::size_t delivered_ = 0;
  int interim_responses_ = 0;
};

void ResponseReader::State::begin() {
  parser_ = std::make_unique<ResponseParser>(
      bounds_, body_ == Body::absent, [this](std::string_view bytes) { return take_body(bytes); });
}

Result<Done> ResponseReader::State::feed(std::string_view bytes) {
  pending_ += bytes;
  while (!done() && !pending_.empty()) {
    const std::size_t before = pending_.size();
    if (auto parsed = parse(); !parsed) return parsed;
    if (interim() && parser_->is_done()) {
      if (auto next = next_response(); !next) return next;
    } else if (pending_.size() == before) {
      break;
    }
  }
  // What is left unparsed is a head, a chunk's head or trailers: none may grow without end.
  if (!done() && pending_.size() > bounds_.header_bytes)
    return header_too_long(bounds_.header_bytes);
  return Done{};
}

Result<Done> ResponseReader::State::parse() {
  const auto known = std::min(pending_.size(), every_head_begins.size());
  if (!begun_ && pending_.compare(0, known, every_head_begins, 0, known) != 0)
    return broken_response("is no HTTP/1.1: it does not begin with HTTP/1.");
  begun_ = begun_ || known == every_head_begins.size();
  if (!begun_) return Done{};
  auto used = parser_->put(pending_);
  if (!used) return std::move(used).error();
  pending_.erase(0, *used);
  return parser_->is_done() && !interim() ? finish_body() : Done{};
}

Result<Done> ResponseReader::State::next_response() {
  if (status() == 101) return broken_response("switches to another protocol, unasked");
  if (++interim_responses_ > most_interim_responses)
    return broken_response("comes after too many 1xx responses");
  begin();
  begun_ = false;
  return Done{};
}

Result<Done> ResponseReader::State::end(bool clean) {
  if (done()) return Done{};
  if (!parser_->ends_with_connection() || interim() || !clean) return truncated_response();
  if (auto ended = parser_->put_end(); !ended) return ended;
  return finish_body();
}

Result<Done> ResponseReader::State::take_body(std::string_view bytes) {
  if (!decoder_) {
    const std::string* coding = find_header(response().headers, "Content-Encoding");
    auto decoder = make_content_decoder(coding ? *coding : std::string());
    if (!decoder) return std::move(decoder).error();
    decoder_ = std::move(*decoder);
  }
  return decoder_->feed(bytes, [this](std::string_view plain) { return deliver(plain); });
}

Result<Done> ResponseReader::State::deliver(std::string_view bytes) {
  std::string& body = response().body;
  if (!is_success(status())) {
    const std::size_t room = bounds_.error_body_bytes - body.size();
    body += bytes.substr(0, room);
  }
  delivered_ += bytes.size();
  if (delivered_ > bounds_.body_bytes) return body_too_long(bounds_.body_bytes);
  if (!is_success(status())) return Done{};
  if (body_ == Body::streamed) return sink_(bytes);
  body += bytes;
  return Done{};
}

Result<Done> ResponseReader::State::finish_body() {
  return decoder_ ? decoder_->finish() : Done{};
}

ResponseReader::ResponseReader(ResponseBounds bounds, Body body, ByteSink sink)
    : state_(std::make_unique<State>(bounds, body, std::move(sink))) {}
ResponseReader::~ResponseReader() = default;
ResponseReader::ResponseReader(ResponseReader&&) noexcept = default;
ResponseReader& ResponseReader::operator=(ResponseReader&&) noexcept = default;

Result<Done> ResponseReader::feed(std::string_view bytes) {
  return state_->feed(bytes);
}
Result<Done> ResponseReader::end(bool clean) {
  return state_->end(clean);
}
bool ResponseReader::has_head() const noexcept {
  return state_->has_head();
}
bool ResponseReader::done() const noexcept {
  return state_->done();
}
bool ResponseReader::has_more() const noexcept {
  return state_->has_more();
}
bool ResponseReader::keep_alive() const noexcept {
  return state_->keep_alive();
}
HttpResponse& ResponseReader::response() noexcept {
  return state_->response();
}

}  // namespace detail
WMH_END_NAMESPACE
