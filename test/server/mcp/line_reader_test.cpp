#include "mcp/line_reader.hpp"

#include <gtest/gtest.h>

#include <array>
#include <unistd.h>
#include <vector>

namespace wmh::mcp {
namespace {

struct Pipe {
  Pipe() { EXPECT_EQ(::pipe(ends.data()), 0); }
  ~Pipe() {
    ::close(ends[0]);
    close_in();
  }
  void write(std::string_view text) const {
    EXPECT_EQ(::write(ends[1], text.data(), text.size()), static_cast<ssize_t>(text.size()));
  }
  void close_in() {
    if (ends[1] >= 0) ::close(ends[1]);
    ends[1] = -1;
  }
  std::array<int, 2> ends{};
};

std::vector<std::string> lines_of(std::string_view text, std::size_t longest = 100) {
  Pipe in, stop;
  in.write(text);
  in.close_in();
  LineReader reader(in.ends[0], stop.ends[0], longest);
  std::vector<std::string> lines;
  while (auto line = reader.next())
    lines.push_back(line->too_long ? "(too long)" : line->text);
  return lines;
}

using Lines = std::vector<std::string>;

TEST(LineReader, ReadsLines) {
  EXPECT_EQ(lines_of(""), Lines());
  EXPECT_EQ(lines_of("a\n\nb\r\nc"), Lines({"a", "", "b", "c"}));
}

TEST(LineReader, PassesOverWhatIsTooLong) {
  EXPECT_EQ(lines_of("abcd\nabcde\nx\nabcdefgh", 4),
            Lines({"abcd", "(too long)", "x", "(too long)"}));
}

TEST(LineReader, PassesOverWhatComesInPieces) {
  Pipe in, stop;
  LineReader reader(in.ends[0], stop.ends[0], 4);
  in.write("abcdefgh");
  in.write("ij\nok\n");
  EXPECT_TRUE(reader.next()->too_long);
  EXPECT_EQ(reader.next()->text, "ok");
}

TEST(LineReader, StopsWhenTold) {
  Pipe in, stop;
  in.write("a\n");
  LineReader reader(in.ends[0], stop.ends[0], 4);
  EXPECT_EQ(reader.next()->text, "a");
  stop.write("x");
  EXPECT_FALSE(reader.next().has_value());
}

}  // namespace
}  // namespace wmh::mcp
