#include "net/sse.hpp"

#include <wmh/testing/matchers.hpp>

#include "net/http_failure.hpp"

namespace wmh::detail {
namespace {

using Events = std::vector<std::pair<std::string, std::string>>;

void take(SseParser& parser, Events& events) {
  while (auto event = parser.next())
    events.emplace_back(event->name, event->data);
}

Events events_of(std::string_view text, std::size_t cut, std::size_t second_cut) {
  SseParser parser;
  Events events;
  for (const auto piece :
       {text.substr(0, cut), text.substr(cut, second_cut - cut), text.substr(second_cut)}) {
    EXPECT_TRUE(parser.feed(piece).has_value());
    take(parser, events);
  }
  parser.finish();
  take(parser, events);
  return events;
}

struct Stream {
  const char* name;
  std::string_view text;
  Events events;
};
void PrintTo(const Stream& stream, std::ostream* out) {
  *out << stream.name;
}
class Case44 : public ::testing::TestWithParam<Stream> {};

TEST_P(Case44, SameEventsWhereverTheBytesAreCut) {
  const auto& [name, text, expected] = GetParam();
  for (std::size_t first = 0; first <= text.size(); ++first)
    for (std::size_t second = first; second <= text.size(); ++second)
      ASSERT_EQ(events_of(text, first, second), expected) << first << ", " << second;
}

INSTANTIATE_TEST_SUITE_P(
    Each, Case44,
    ::testing::Values(
        Stream{"plain", "event: a\ndata: 1\n\ndata: 2\n\n", {{"a", "1"}, {"", "2"}}},
        Stream{"line_feed_pairs",
               "event: a\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n",
               {{"a", "1"}, {"", "2"}}},
        Stream{"returns_only", "event: a\rdata: 1\r\rdata: 2\r\r", {{"a", "1"}, {"", "2"}}},
        Stream{"byte_order_mark",
               "\xEF\xBB\xBF"
               "data: 1\n\n",
               {{"", "1"}}},
        Stream{"utf8", "data: \xE2\x82\xAC\n\n", {{"", "\xE2\x82\xAC"}}},
        Stream{"comments", ": ping\n\n:\ndata: 1\n: x\n\n", {{"", "1"}}},
        Stream{"no_blank", "data:1\ndata:  2\n\n", {{"", "1\n 2"}}},
        Stream{"no_colon", "data\n\ndata\ndata\n\n", {{"", ""}, {"", "\n"}}},
        Stream{"name_without_data", "event: a\n\ndata: 1\n\n", {{"", "1"}}},
        Stream{"unknown_fields", "foo: 1\nretry: 5\ndata: 1\n\n", {{"", "1"}}},
        Stream{"no_last_empty_line", "data: [DONE]\n", {{"", "[DONE]"}}},
        Stream{"line_cut_short", "data: 1\n\ndata: 2", {{"", "1"}}}),
    [](const auto& each) { return each.param.name; });

TEST(SseParser, KeepsTheLastId) {
  SseParser parser;
  ASSERT_TRUE(parser.feed("id: 7\ndata: 1\n\ndata: 2\n\n").has_value());
  EXPECT_EQ(parser.next()->id, "7");
  EXPECT_EQ(parser.next()->id, "7");
}

TEST(SseParser, BoundsALineAndAnEvent) {
  SseParser parser;
  const std::string piece(1 << 20, 'x');
  Result<Done> fed = Done{};
  for (int i = 0; i < 10 && fed; ++i)
    fed = parser.feed(piece);
  ASSERT_FALSE(fed.has_value());
  EXPECT_EQ(reason_of(fed.error()), Reason::body_limit);

  SseParser many;
  fed = Done{};
  for (int i = 0; i < 20 && fed; ++i)
    fed = many.feed("data: " + piece + "\n");
  ASSERT_FALSE(fed.has_value());
  EXPECT_EQ(reason_of(fed.error()), Reason::body_limit);
}

}  // namespace
}  // namespace wmh::detail
