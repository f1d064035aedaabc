#include "net/response_parser.hpp"

#include "net/http_failure.hpp"
#include "util/text.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {

namespace http = boost::beast::http;
using Text = boost::beast::string_view;
using Code = boost::system::error_code;

/// Beast calls these as it parses. A failure of ours is kept, and Beast is told to stop.
class ResponseParser::Grammar final : public http::basic_parser<false> {
 public:
  Grammar(ResponseBounds bounds, ByteSink body) : bounds_(bounds), body_(std::move(body)) {}

  HttpResponse response{};
  std::optional<Error> failed{};
  bool between_chunks() const { return is_header_done() && chunked() && left_in_chunk_ == 0; }
  std::size_t header_bytes() const noexcept { return bounds_.header_bytes; }

 private:
  void stop(Error error, Code& code) {
    failed = std::move(error);
    code = make_error_code(boost::system::errc::operation_canceled);
  }
  std::size_t give(Text bytes, Code& code) {
    auto taken = body_(std::string_view(bytes.data(), bytes.size()));
    if (!taken) stop(std::move(taken).error(), code);
    return bytes.size();
  }

  void on_request_impl(http::verb, Text, Text, int, Code&) override {}
  void on_response_impl(int status, Text, int, Code&) override { response.status = status; }
  void on_field_impl(http::field, Text name, Text value, Code& code) override;
  void on_header_impl(Code& code) override;
  void on_body_init_impl(const boost::optional<std::uint64_t>& length, Code& code) override;
  std::size_t on_body_impl(Text bytes, Code& code) override { return give(bytes, code); }
  void on_chunk_header_impl(std::uint64_t size, Text, Code&) override { left_in_chunk_ = size; }
  std::size_t on_chunk_body_impl(std::uint64_t, Text bytes, Code& code) override {
    left_in_chunk_ -= bytes.size();
    return give(bytes, code);
  }
  void on_finish_impl(Code&) override {}

  ResponseBounds bounds_;
  ByteSink body_;
  bool in_trailers_ = false;
  std::size_t head_bytes_ = 0;
  std::uint64_t left_in_chunk_ = 0;
};

void ResponseParser::Grammar::on_field_impl(http::field, Text name, Text value, Code& code) {
  if (in_trailers_) return;
  constexpr std::size_t marks = std::string_view(": \r\n").size();
  head_bytes_ += name.size() + value.size() + marks;
  if (head_bytes_ > bounds_.header_bytes) return stop(header_too_long(bounds_.header_bytes), code);
  if (response.headers.size() == bounds_.headers)
    return stop(failure(Reason::header_limit,
                        fmt::format("the response has more than {} headers", bounds_.headers)),
                code);
  HttpHeader header;
  header.name = std::string(name);
  header.value = std::string(value);
  response.headers.push_back(std::move(header));
}

/// Two rules on the length of a message are a way to smuggle one response into another.
void ResponseParser::Grammar::on_header_impl(Code& code) {
  in_trailers_ = true;
  int codings = 0;
  int lengths = 0;
  for (const HttpHeader& each : response.headers) {
    lengths += same_ignoring_case(each.name, "Content-Length");
    if (!same_ignoring_case(each.name, "Transfer-Encoding")) continue;
    ++codings;
    if (!same_ignoring_case(each.value, "chunked"))
      return stop(broken_response("has a transfer coding other than chunked"), code);
  }
  if (codings + lengths > 1) stop(broken_response("says more than once how long it is"), code);
}

void ResponseParser::Grammar::on_body_init_impl(const boost::optional<std::uint64_t>& length,
                                                Code& code) {
  if (length && *length > bounds_.body_bytes) stop(body_too_long(bounds_.body_bytes), code);
}

ResponseParser::ResponseParser(ResponseBounds bounds, bool no_body, ByteSink body)
    : grammar_(std::make_unique<Grammar>(bounds, std::move(body))) {
  grammar_->header_limit(static_cast<std::uint32_t>(bounds.header_bytes));
  grammar_->body_limit(boost::none);
  grammar_->eager(true);
  grammar_->skip(no_body);
}
ResponseParser::~ResponseParser() = default;

Result<std::size_t> ResponseParser::put(std::string_view bytes) {
  // Beast 1.81 asserts that it sees the shortest last chunk whole, once it saw a part of it.
  constexpr std::size_t shortest_last_chunk = 5;
  if (grammar_->between_chunks() && bytes.size() < shortest_last_chunk) return std::size_t{0};
  Code code;
  const auto used = grammar_->put(boost::asio::const_buffer(bytes.data(), bytes.size()), code);
  if (grammar_->failed) return *grammar_->failed;
  if (!code || code == http::error::need_more) return used;
  if (code == http::error::header_limit) return header_too_long(grammar_->header_bytes());
  return broken_response("is no HTTP/1.1: " + code.message());
}

Result<Done> ResponseParser::put_end() {
  Code code;
  grammar_->put_eof(code);
  if (code) return truncated_response();
  return Done{};
}

bool ResponseParser::has_head() const noexcept {
  return grammar_->is_header_done();
}
bool ResponseParser::is_done() const noexcept {
  return grammar_->is_done();
}
bool ResponseParser::ends_with_connection() const noexcept {
  return has_head() && grammar_->need_eof();
}
bool ResponseParser::keep_alive() const noexcept {
  return grammar_->keep_alive();
}
HttpResponse& ResponseParser::response() noexcept {
  return grammar_->response;
}
const HttpResponse& ResponseParser::response() const noexcept {
  return grammar_->response;
}

Error header_too_long(std::size_t most) {
  return failure(Reason::header_limit,
                 fmt::format("the head of the response, or of a chunk, passes {} bytes", most));
}

Error body_too_long(std::size_t most) {
  return failure(Reason::body_limit,
                 fmt::format("the body of the response passes the limit of {} bytes; "
                             "ask for less or raise the limit",
                             most));
}

Error truncated_response() {
  return failure(Reason::truncated, "the connection ended before the response did");
}

Error broken_response(std::string_view what) {
  return failure(Reason::protocol, fmt::format("the response {}", what));
}

}  // namespace detail
WMH_END_NAMESPACE
