#include "http/check_head.hpp"

#include <gmock/gmock.h>

#include <ostream>

namespace wmh::server {
namespace {

struct Case {
  std::string_view what;
  std::string_view text;
  int status;  // 0: taken
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << each.what;
}

using namespace std::string_view_literals;

constexpr Case cases[] = {
    // Request line
    {"plain", "GET / HTTP/1.1\r\nHost: x\r\n\r\n", 0},
    {"old", "GET / HTTP/1.0\r\n\r\n", 0},
    {"unknown_method", "BREW /pot HTTP/1.1\r\nHost: x\r\n\r\n", 0},
    {"no_version", "GET /\r\nHost: x\r\n\r\n", 400},
    {"two_spaces", "GET  / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"space_in_target", "GET /a b HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"tab_in_line", "GET\t/ HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"space_after_version", "GET / HTTP/1.1 \r\nHost: x\r\n\r\n", 400},
    {"small_letters", "GET / http/1.1\r\nHost: x\r\n\r\n", 400},
    {"version_1_10", "GET / HTTP/1.10\r\nHost: x\r\n\r\n", 400},
    {"version_1_2", "GET / HTTP/1.2\r\nHost: x\r\n\r\n", 505},
    {"version_2", "PRI * HTTP/2.0\r\n\r\n", 505},
    {"version_0_9", "GET / HTTP/0.9\r\nHost: x\r\n\r\n", 505},
    {"method_with_colon", "GE:T / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"no_method", " / HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"return_in_line", "GET /\r HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"nul_in_target", "GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n"sv, 400},
    {"high_byte_in_target", "GET /\xc3\xa9 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"fragment", "GET /#a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    // Targets
    {"absolute", "GET http://y/a HTTP/1.1\r\nHost: x\r\n\r\n", 0},
    {"absolute_with_user", "GET http://me@y/a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"absolute_without_host", "GET http:///a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"other_scheme", "GET ftp://y/a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"relative", "GET a HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"asterisk", "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", 0},
    {"asterisk_for_get", "GET * HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    {"connect", "CONNECT x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 501},
    {"authority_for_get", "GET x:80 HTTP/1.1\r\nHost: x\r\n\r\n", 400},
    // Header lines
    {"empty_value", "GET / HTTP/1.1\r\nHost: x\r\nA:\r\n\r\n", 0},
    {"tabs_around", "GET / HTTP/1.1\r\nHost: x\r\nA:\t b \t\r\n\r\n", 0},
    {"high_bytes", "GET / HTTP/1.1\r\nHost: x\r\nA: \xc3\xa9\r\n\r\n", 0},
    {"folded", "GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n", 400},
    {"folded_first", "GET / HTTP/1.1\r\n Host: x\r\n\r\n", 400},
    {"space_before_colon", "GET / HTTP/1.1\r\nHost : x\r\n\r\n", 400},
    {"tab_before_colon", "GET / HTTP/1.1\r\nHost\t: x\r\n\r\n", 400},
    {"no_colon", "GET / HTTP/1.1\r\nHost: x\r\nA\r\n\r\n", 400},
    {"no_name", "GET / HTTP/1.1\r\nHost: x\r\n: a\r\n\r\n", 400},
    {"space_in_name", "GET / HTTP/1.1\r\nHost: x\r\nA B: c\r\n\r\n", 400},
    {"high_byte_in_name", "GET / HTTP/1.1\r\nHost: x\r\n\xc3: c\r\n\r\n", 400},
    {"nul_in_value", "GET / HTTP/1.1\r\nHost: x\r\nA: b\0c\r\n\r\n"sv, 400},
    {"return_in_value", "GET / HTTP/1.1\r\nHost: x\r\nA: b\rc\r\n\r\n", 400},
    {"bell_in_value", "GET / HTTP/1.1\r\nHost: x\r\nA: \x07\r\n\r\n", 400},
    {"delete_in_value", "GET / HTTP/1.1\r\nHost: x\r\nA: \x7f\r\n\r\n", 400},
    // Host
    {"host_missing", "GET / HTTP/1.1\r\n\r\n", 400},
    {"host_twice", "GET / HTTP/1.1\r\nHost: x\r\nHost: x\r\n\r\n", 400},
    {"host_twice_old", "GET / HTTP/1.0\r\nHost: x\r\nhost: y\r\n\r\n", 400},
    {"host_empty", "GET / HTTP/1.1\r\nHost:\r\n\r\n", 0},
    {"host_with_port", "GET / HTTP/1.1\r\nHost: [::1]:8000\r\n\r\n", 0},
    {"host_with_path", "GET / HTTP/1.1\r\nHost: x/y\r\n\r\n", 400},
    {"host_with_user", "GET / HTTP/1.1\r\nHost: a@x\r\n\r\n", 400},
    {"host_list", "GET / HTTP/1.1\r\nHost: x, y\r\n\r\n", 400},
    // Length
    {"length", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n", 0},
    {"length_zeros", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 005\r\n\r\n", 0},
    {"length_twice", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
     400},
    {"lengths_differ",
     "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\ncontent-length: 6\r\n\r\n", 400},
    {"length_list", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5, 5\r\n\r\n", 400},
    {"length_plus", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +5\r\n\r\n", 400},
    {"length_minus", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n", 400},
    {"length_hex", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0x5\r\n\r\n", 400},
    {"length_empty", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length:\r\n\r\n", 400},
    {"length_spaces", "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5 5\r\n\r\n", 400},
    {"length_overflow",
     "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 18446744073709551616\r\n\r\n", 400},
    // Transfer codings
    {"chunked", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n", 0},
    {"chunked_and_length",
     "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    {"length_and_chunked",
     "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n", 400},
    {"chunked_twice",
     "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: "
     "chunked\r\n\r\n",
     400},
    {"chunked_list", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n",
     400},
    {"chunked_not_last", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, gzip\r\n\r\n",
     400},
    {"gzip_chunked", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501},
    {"gzip", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip\r\n\r\n", 400},
    {"identity", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: identity\r\n\r\n", 400},
    {"coding_empty", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding:\r\n\r\n", 400},
    {"chunked_quoted", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: \"chunked\"\r\n\r\n", 400},
    {"chunked_tab", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\x0b\r\n\r\n", 400},
    {"xchunked", "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n", 400},
    {"chunked_old", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 400},
    // Connection
    {"connection_list", "GET / HTTP/1.1\r\nHost: x\r\nConnection: , a ,b\r\n\r\n", 0},
    {"connection_no_list", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close; now\r\n\r\n", 400},
    // Expectations
    {"expect", "POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\n",
     0},
    {"expect_other", "POST / HTTP/1.1\r\nHost: x\r\nExpect: wonders\r\n\r\n", 417},
};

class CheckHead : public ::testing::TestWithParam<Case> {};

TEST_P(CheckHead, Takes) {
  const CheckedHead checked = check_head(GetParam().text);
  EXPECT_EQ(checked.refusal ? checked.refusal->status : 0, GetParam().status)
      << (checked.refusal ? checked.refusal->why : "");
}

TEST_P(CheckHead, NoneOfItsBeginnings) {
  const auto text = GetParam().text;
  std::size_t seen = 0;
  for (std::size_t size = 0; size <= text.size(); ++size) {
    const HeadEnd end = find_head_end(text.substr(0, size), seen);
    if (end.broken) return;
    EXPECT_EQ(end.size, size == text.size() ? size : 0) << size;
    seen = end.seen;
  }
}

INSTANTIATE_TEST_SUITE_P(Heads, CheckHead, ::testing::ValuesIn(cases),
                         [](const auto& each) { return std::string(each.param.what); });

TEST(CheckHeadResult, HasTheParts) {
  const auto checked = check_head(
      "POST /a%20b?c=d?e HTTP/1.1\r\nHost: x\r\nX-Y:  z  \r\nContent-Length: 12\r\n\r\n");
  EXPECT_EQ(checked.head.method, "POST");
  EXPECT_EQ(checked.head.path, "/a%20b");
  EXPECT_EQ(checked.head.query, "c=d?e");
  EXPECT_EQ(checked.head.header("x-y"), "z");
  EXPECT_EQ(checked.head.header("absent"), "");
  EXPECT_EQ(checked.framing.length, 12u);
  EXPECT_TRUE(checked.framing.keep_alive);
}

TEST(CheckHeadResult, TheHostOfAnAbsoluteTargetWins) {
  const auto checked = check_head("GET HTTP://y:1/a?b HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(checked.head.path, "/a");
  EXPECT_EQ(checked.head.query, "b");
  EXPECT_EQ(checked.head.header("host"), "y:1");
  EXPECT_EQ(check_head("GET http://y HTTP/1.0\r\n\r\n").head.header("host"), "y");
  EXPECT_EQ(check_head("GET http://y?q HTTP/1.0\r\n\r\n").head.path, "/");
  EXPECT_EQ(check_head("OPTIONS http://y HTTP/1.0\r\n\r\n").head.path, "*");
}

TEST(CheckHeadResult, SaysWhatBecomesOfTheConnection) {
  const auto keeps = [](std::string_view version, std::string_view header) {
    return check_head("GET / HTTP/" + std::string(version) + "\r\nHost: x\r\n" +
                      std::string(header) + "\r\n")
        .framing.keep_alive;
  };
  EXPECT_TRUE(keeps("1.1", ""));
  EXPECT_FALSE(keeps("1.0", ""));
  EXPECT_FALSE(keeps("1.1", "Connection: close\r\n"));
  EXPECT_FALSE(keeps("1.1", "Connection: Upgrade, Close\r\n"));
  EXPECT_FALSE(keeps("1.1", "Connection: keep-alive\r\nConnection: close\r\n"));
  EXPECT_TRUE(keeps("1.0", "Connection: Keep-Alive\r\n"));
  EXPECT_FALSE(keeps("1.0", "Connection: keep-alive, close\r\n"));
  EXPECT_FALSE(keeps("1.0", "Connection: keep-alives\r\n"));
}

TEST(CheckHeadResult, BoundsTheHeaders) {
  std::string text = "GET / HTTP/1.1\r\nHost: x\r\n";
  for (int i = 0; i < 127; ++i)
    text += "A: b\r\n";
  EXPECT_FALSE(check_head(text + "\r\n").refusal);
  EXPECT_EQ(check_head(text + "A: b\r\n\r\n").refusal->status, 431);
}

TEST(FindHeadEnd, KnowsWhatIsNoHead) {
  EXPECT_TRUE(find_head_end("\x16\x03\x01", 0).broken);
  EXPECT_TRUE(find_head_end("\n", 0).broken);
  EXPECT_TRUE(find_head_end("GET / HTTP/1.1\n", 0).broken);
  EXPECT_TRUE(find_head_end("GET / HTTP/1.1\r\nHost: x\n\r\n", 0).broken);
  EXPECT_TRUE(find_head_end("GET / HTTP/1.1\r\nHost: x\r\n\n", 0).broken);
  EXPECT_FALSE(find_head_end("", 0).broken);
}

}  // namespace
}  // namespace wmh::server
