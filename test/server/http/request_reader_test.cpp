#include "http/request_reader.hpp"

#include "support/temp_dir.hpp"

#include <gmock/gmock.h>

namespace wmh::server {
namespace {

using State = RequestReader::State;
using testing::TempDir;

constexpr std::string_view head = "POST / HTTP/1.1\r\nHost: x\r\n";
constexpr std::string_view chunked =
    "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";

struct Reading {
  int status = 0;  // of a refusal
  State state{};
  std::string body{};
  std::string left{};
};

/// Feeds the wire in pieces of one size, as a connection does.
Reading read(std::string_view wire, std::size_t piece, const BodyPlan& plan) {
  RequestReader reader(256);
  std::string unread;
  for (;;) {
    unread.erase(0, reader.feed(unread));
    if (reader.state() == State::planning)
      reader.follow(plan);
    else if (wire.empty() || reader.state() == State::complete || reader.state() == State::refused)
      break;
    else
      unread += wire.substr(0, piece), wire.remove_prefix(std::min(piece, wire.size()));
  }
  Reading reading;
  reading.state = reader.state();
  reading.status = reader.refusal().status;
  reading.left = unread + std::string(wire);
  if (reading.state == State::complete) reading.body = reader.take().body;
  return reading;
}

BodyPlan limit(std::size_t bytes) {
  BodyPlan plan;
  plan.limit = bytes;
  return plan;
}

struct Case {
  std::string_view what;
  std::string body;
  int status;
  std::string_view content;
};

void PrintTo(const Case& each, std::ostream* out) {
  *out << each.what;
}

class ChunkedBody : public ::testing::TestWithParam<Case> {};

TEST_P(ChunkedBody, InAnyPieces) {
  const std::string wire = std::string(chunked) + GetParam().body;
  for (const std::size_t piece : {std::size_t{1}, std::size_t{2}, std::size_t{7}, wire.size()}) {
    const auto reading = read(wire, piece, limit(32));
    EXPECT_EQ(reading.status, GetParam().status) << piece;
    EXPECT_EQ(reading.body, GetParam().content) << piece;
    EXPECT_TRUE(reading.state != State::complete || reading.left == "next") << reading.left;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Bodies, ChunkedBody,
    ::testing::Values(Case{"one", "3\r\nabc\r\n0\r\n\r\nnext", 0, "abc"},
                      Case{"two", "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\nnext", 0, "abcde"},
                      Case{"none", "0\r\n\r\nnext", 0, ""},
                      Case{"hex", "A\r\n0123456789\r\n0\r\n\r\nnext", 0, "0123456789"},
                      Case{"zeros", "0003\r\nabc\r\n000\r\n\r\nnext", 0, "abc"},
                      Case{"extension", "3;a=b;c=\"d\"\r\nabc\r\n0;e\r\n\r\nnext", 0, "abc"},
                      Case{"trailer", "3\r\nabc\r\n0\r\nA: b\r\nC: d\r\n\r\nnext", 0, "abc"},
                      Case{"long_extension", "3;" + std::string(300, 'a') + "\r\nabc", 400, ""},
                      Case{"long_size", std::string(300, '0'), 400, ""},
                      Case{"long_trailer", "0\r\nA: " + std::string(300, 'a'), 400, ""},
                      Case{"open_quote", "3;x=\"\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"open_quote_after_escape", "3;x=\"\\\"\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"escaped_quote", "3;x=\"\\\"\"\r\nabc\r\n0\r\n\r\nnext", 0, "abc"},
                      Case{"line_feed_in_extension", "3;a\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"nul_in_extension", std::string("3;\0\r\nabc\r\n0\r\n\r\n", 14), 400,
                           ""},
                      Case{"plus", "+3\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"minus", "-3\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"prefix", "0x3\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"space_before", " 3\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"space_after", "3 \r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"no_size", "\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"only_extension", ";a\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"bare_line_feed", "3\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"bare_return", "3\rabc\r\n0\r\n\r\n", 400, ""},
                      Case{"no_end", "3\r\nabcd\r\n0\r\n\r\n", 400, ""},
                      Case{"bare_line_feed_after", "3\r\nabc\n0\r\n\r\n", 400, ""},
                      Case{"bare_line_feed_at_end", "3\r\nabc\r\n0\r\n\n", 400, ""},
                      Case{"folded_trailer", "0\r\nA: b\r\n c\r\n\r\n", 400, ""},
                      Case{"bad_trailer", "0\r\nA b\r\n\r\n", 400, ""},
                      Case{"deciding_trailer", "0\r\ncontent-length: 3\r\n\r\n", 400, ""},
                      Case{"overflow", "10000000000000003\r\nabc\r\n0\r\n\r\n", 400, ""},
                      Case{"huge", "3fffffffffffffff\r\nabc", 413, ""},
                      Case{"too_long", "21\r\nabc", 413, ""},
                      Case{"too_long_in_all",
                           "20\r\n" + std::string(32, 'a') + "\r\n1\r\na\r\n0\r\n\r\n", 413, ""}),
    [](const auto& each) { return std::string(each.param.what); });

TEST(RequestReader, TakesWhatTheLengthSays) {
  const auto reading = read(std::string(head) + "Content-Length: 3\r\n\r\nabcnext", 1, limit(3));
  EXPECT_EQ(reading.state, State::complete);
  EXPECT_EQ(reading.body, "abc");
}

TEST(RequestReader, RefusesADeclaredLengthBeforeItIsThere) {
  EXPECT_EQ(read(std::string(head) + "Content-Length: 4\r\n\r\n", 100, limit(3)).status, 413);
}

TEST(RequestReader, SkipsOneEmptyLineBeforeARequest) {
  EXPECT_EQ(read("\r\n" + std::string(head) + "\r\n", 1, limit(0)).state, State::complete);
  EXPECT_EQ(read("\r\n" + std::string(head) + "\r\n", 100, limit(0)).state, State::complete);
  EXPECT_EQ(read("\r\n\r\n" + std::string(head) + "\r\n", 1, limit(0)).status, 400);
  EXPECT_EQ(read("\r\n", 1, limit(0)).state, State::head);
}

TEST(RequestReader, BoundsTheHead) {
  const std::string start = std::string(head) + "A: ";
  const std::string fits = start + std::string(256 - start.size() - 4, 'a') + "\r\n\r\n";
  EXPECT_EQ(read(fits, 300, limit(0)).state, State::complete);
  EXPECT_EQ(read(fits, 1, limit(0)).state, State::complete);
  const std::string passes = start + std::string(256 - start.size() - 3, 'a') + "\r\n\r\n";
  EXPECT_EQ(read(passes, 300, limit(0)).status, 431);
  EXPECT_EQ(read(passes, 1, limit(0)).status, 431);
  EXPECT_EQ(read(start + std::string(1000, 'a'), 300, limit(0)).status, 431);
}

TEST(RequestReader, PutsABodyIntoAFile) {
  const TempDir folder;
  BodyPlan plan = limit(10);
  plan.file = folder / "body";
  const std::string wire = std::string(head) + "Content-Length: 3\r\n\r\nabc";
  EXPECT_EQ(read(wire, 1, plan).state, State::complete);
  EXPECT_EQ(testing::read_text(plan.file), "abc");
  EXPECT_EQ(read(wire, 1, plan).status, 507) << "the file is there";
  EXPECT_EQ(testing::read_text(plan.file), "abc");
}

TEST(RequestReader, RemovesTheFileOfABodyThatDoesNotEnd) {
  const TempDir folder;
  BodyPlan plan = limit(10);
  plan.file = folder / "body";
  EXPECT_EQ(read(std::string(head) + "Content-Length: 3\r\n\r\nab", 1, plan).state, State::body);
  EXPECT_FALSE(std::filesystem::exists(plan.file));
  EXPECT_EQ(read(std::string(chunked) + "3\r\nabcd", 1, plan).status, 400);
  EXPECT_FALSE(std::filesystem::exists(plan.file));
}

}  // namespace
}  // namespace wmh::server
