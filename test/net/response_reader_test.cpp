#include "net/response_reader.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/http_failure.hpp"
#include "support/compress.hpp"

namespace wmh::detail {
namespace {

using testing::IsOk;
using wmh::testing::compress;
using Body = ResponseReader::Body;

/// What one response came to: a body, or a reason.
struct Reply {
  std::string body{};
  std::optional<Reason> reason{};
  bool keep_alive = false;
  bool operator==(const Reply&) const = default;
};

Reply read(std::string_view wire, std::size_t cut, bool clean_end = true) {
  ResponseReader reader({}, Body::gathered);
  for (std::string_view piece : {wire.substr(0, cut), wire.substr(cut)})
    if (auto fed = reader.feed(piece); !fed) return {"", reason_of(fed.error()), false};
  if (!reader.done())
    if (auto ended = reader.end(clean_end); !ended) return {"", reason_of(ended.error()), false};
  return {reader.response().body, std::nullopt, reader.keep_alive()};
}

struct Wire {
  const char* name;
  std::string bytes;
  Reply reply;
};
void PrintTo(const Wire& wire, std::ostream* out) {
  *out << wire.name;
}
class WireCase : public ::testing::TestWithParam<Wire> {};

TEST_P(WireCase, ReadsTheSameWhereverItIsCut) {
  const auto& [name, bytes, expected] = GetParam();
  const std::size_t step = std::max<std::size_t>(bytes.size() / 200, 1);
  for (std::size_t cut = 0; cut <= bytes.size(); cut += step) {
    const Reply reply = read(bytes, cut);
    ASSERT_EQ(reply.reason, expected.reason) << "cut at " << cut;
    ASSERT_EQ(reply.body, expected.body) << "cut at " << cut;
    ASSERT_EQ(reply.keep_alive, expected.keep_alive) << "cut at " << cut;
  }
}

std::string coded(std::string_view coding, const std::string& body) {
  return "HTTP/1.1 200 OK\r\nContent-Encoding: " + std::string(coding) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

std::string padded(std::size_t bytes) {
  return "HTTP/1.1 200 OK\r\nX: " + std::string(bytes, 'x') + "\r\nContent-Length: 2\r\n\r\nok";
}

const std::string gzipped = compress("hello", wmh::testing::Coding::gzip);

INSTANTIATE_TEST_SUITE_P(
    Each, WireCase,
    ::testing::Values(
        Wire{"case_01_plain", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", {"ok", {}, true}},
        Wire{"case_04_chunked",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\nA;x=\"y\"\r\n0123456789\r\n"
             "00b\r\nabcdefghijk\r\n0\r\nTrailer: x\r\nServer-Timing: y\r\n\r\n",
             {"0123456789abcdefghijk", {}, true}},
        Wire{"case_05_half",
             "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234",
             {"", Reason::truncated, false}},
        Wire{"case_06_no_last_chunk",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n",
             {"", Reason::truncated, false}},
        Wire{"case_09_gzip", coded("gzip", gzipped), {"hello", {}, true}},
        Wire{"case_09_x_gzip", coded("X-GZIP", gzipped), {"hello", {}, true}},
        Wire{"case_09_zlib",
             coded("deflate", compress("hello", wmh::testing::Coding::zlib)),
             {"hello", {}, true}},
        Wire{"case_09_raw_deflate",
             coded("deflate", compress("hello", wmh::testing::Coding::raw)),
             {"hello", {}, true}},
        Wire{"case_09_gzip_and_more", coded("gzip", gzipped + "x"), {"", Reason::decode, false}},
        Wire{"case_09_gzip_cut",
             coded("gzip", gzipped.substr(0, gzipped.size() - 5)),
             {"", Reason::decode, false}},
        Wire{"case_09_gzip_one_byte",
             coded("gzip", gzipped.substr(0, 1)),
             {"", Reason::decode, false}},
        Wire{"case_09_gzip_bad",
             coded("gzip", "\x1f\x8b" + std::string(20, 'x')),
             {"", Reason::decode, false}},
        Wire{"case_09_gzip_nothing", coded("gzip", ""), {"", {}, true}},
        Wire{"case_10_br", coded("br", "abc"), {"", Reason::decode, false}},
        Wire{"case_11_7_kib", padded(7 << 10), {"ok", {}, true}},
        Wire{"case_11_60_kib", padded(60 << 10), {"ok", {}, true}},
        Wire{"case_11_70_kib", padded(70 << 10), {"", Reason::header_limit, false}},
        Wire{"case_23_close",
             "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok",
             {"ok", {}, false}},
        Wire{"case_23_http_1_0",
             "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
             {"ok", {}, false}},
        Wire{"case_24_more_after_the_body",
             "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok!",
             {"ok", {}, false}},
        Wire{"case_25_interim",
             "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 100 Continue\r\n\r\n"
             "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
             {"ok", {}, true}},
        Wire{"case_25_only_interim",
             "HTTP/1.1 100 Continue\r\n\r\n",
             {"", Reason::truncated, false}},
        Wire{"case_25_switching",
             "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
             {"", Reason::protocol, false}},
        Wire{"case_73_both_lengths",
             "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\nok",
             {"", Reason::protocol, false}},
        Wire{"case_73_both_lengths_reversed",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\nok",
             {"", Reason::protocol, false}},
        Wire{"case_73_coding_gzip",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\nContent-Length: 2\r\n\r\nok",
             {"", Reason::protocol, false}},
        Wire{"case_73_coding_list",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
             {"", Reason::protocol, false}},
        Wire{"case_73_two_lengths",
             "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nokk",
             {"", Reason::protocol, false}},
        Wire{"case_73_length_in_trailers",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nContent-Length: 2\r\n\r\n",
             {"", Reason::protocol, false}},
        Wire{"until_the_end", "HTTP/1.1 200 OK\r\n\r\nok", {"ok", {}, false}},
        Wire{"no_content", "HTTP/1.1 204 No Content\r\n\r\n", {"", {}, true}},
        Wire{"nothing", "", {"", Reason::truncated, false}},
        Wire{"other_protocol", "SSH-2.0-OpenSSH_9.2\r\n", {"", Reason::protocol, false}},
        Wire{"bad_chunk_size",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxy\r\nok\r\n0\r\n\r\n",
             {"", Reason::protocol, false}},
        Wire{"chunk_of_all_sizes",
             "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nok",
             {"", Reason::protocol, false}},
        Wire{"negative_length",
             "HTTP/1.1 200 OK\r\nContent-Length: -2\r\n\r\nok",
             {"", Reason::protocol, false}},
        Wire{"huge_length",
             "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nok",
             {"", Reason::body_limit, false}}),
    [](const auto& each) { return each.param.name; });

TEST(ResponseReader, Case08CutIsNoEndOverTls) {
  EXPECT_EQ(read("HTTP/1.1 200 OK\r\n\r\nok", 0, false).reason, Reason::truncated);
}

TEST(ResponseReader, Case09StopsABombEarly) {
  const std::string bomb = compress(std::string(16 << 20, '\0'), wmh::testing::Coding::gzip);
  ResponseBounds bounds;
  bounds.body_bytes = 1 << 20;
  ResponseReader reader(bounds, Body::gathered);
  const auto fed = reader.feed(coded("gzip", bomb));
  ASSERT_FALSE(fed.has_value());
  EXPECT_EQ(reason_of(fed.error()), Reason::body_limit);
  EXPECT_LE(reader.response().body.capacity(), bounds.body_bytes * 2);
}

TEST(ResponseReader, KeepsTheBeginningOfAnErrorBody) {
  ResponseReader reader({}, Body::streamed, [](std::string_view) -> Result<Done> {
    return Error(errc::internal, "an error body is not for the sink");
  });
  const std::string body(1 << 20, 'e');
  ASSERT_THAT(reader.feed("HTTP/1.1 500 No\r\nContent-Length: 1048576\r\n\r\n" + body), IsOk());
  EXPECT_TRUE(reader.done());
  EXPECT_EQ(reader.response().body.size(), ResponseBounds{}.error_body_bytes);
}

TEST(ResponseReader, StreamsASuccessToTheSink) {
  std::string taken;
  ResponseReader reader({}, Body::streamed, [&](std::string_view bytes) -> Result<Done> {
    taken += bytes;
    return Done{};
  });
  ASSERT_THAT(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nab"), IsOk());
  EXPECT_EQ(taken, "ab");
  ASSERT_THAT(reader.feed("cd"), IsOk());
  EXPECT_EQ(taken, "abcd");
  EXPECT_TRUE(reader.done());
  EXPECT_EQ(reader.response().body, "");
}

TEST(ResponseReader, BoundsWhatBeastDoesNot) {
  for (const char* start : {"2;", "0\r\nX: ", "2\r\nok\r\n0\r\nX: "}) {
    ResponseReader reader({}, Body::gathered);
    ASSERT_THAT(reader.feed("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"), IsOk());
    auto fed = reader.feed(start);
    for (int i = 0; i < 100 && fed; ++i)
      fed = reader.feed(std::string(1 << 10, 'x'));
    ASSERT_FALSE(fed.has_value()) << start;
  }
}

TEST(ResponseReader, BoundsTheNumberOfHeaders) {
  std::string head = "HTTP/1.1 200 OK\r\n";
  for (int i = 0; i < 300; ++i)
    head += "X: y\r\n";
  EXPECT_EQ(read(head + "\r\n", 0).reason, Reason::header_limit);
}

}  // namespace
}  // namespace wmh::detail
