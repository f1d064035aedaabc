#include "console.hpp"

#include "cli/support.hpp"
#include "observer.hpp"

#include <boost/json/object.hpp>

namespace wmh::cli::testing {
namespace {

using ::testing::HasSubstr;

Console::Setup terminal(bool colour = true) {
  Console::Setup setup;
  setup.in_terminal = setup.out_terminal = setup.err_terminal = true;
  setup.colour = colour;
  return setup;
}

void report(Console& console, std::int64_t done, std::int64_t total) {
  const Field fields[] = {{"wmh.done", done}, {"wmh.total", total}};
  make_progress_observer(console)->on_event({Severity::debug, "wmh.eval.progress", fields});
}

TEST(Console, ColoursOnlyOnTerminals) {
  EXPECT_EQ(CapturedConsole("", terminal())->paint(Colour::red, "x"), "\x1b[31mx\x1b[0m");
  EXPECT_EQ(CapturedConsole("", terminal(false))->paint(Colour::red, "x"), "x");
  EXPECT_EQ(CapturedConsole()->paint(Colour::red, "x"), "x");
}

TEST(Console, ErrorsAreOneLine) {
  CapturedConsole captured;
  captured->error("two\nlines\x1b[2J");
  EXPECT_EQ(captured.err(), "wmh: two lines^[[2J\n");
  EXPECT_EQ(captured.out(), "");
}

TEST(Console, JsonTakesThePlaceOfText) {
  CapturedConsole captured;
  captured->json(boost::json::object{{"a", 1}});
  captured->text("text");
  captured->use_json(true);
  captured->json(boost::json::object{{"a", 1}});
  captured->text("text");
  EXPECT_EQ(captured.out(), "text\n{\"a\":1}\n");
}

TEST(Console, ProgressOnAPipeIsALineEachQuarter) {
  CapturedConsole captured;
  for (int done = 1; done <= 8; ++done)
    report(*captured, done, 8);
  EXPECT_EQ(captured.err(),
            "scoring steps: 25% (2 of 8 steps)\nscoring steps: 50% (4 of 8 steps)\n"
            "scoring steps: 75% (6 of 8 steps)\nscoring steps: 100% (8 of 8 steps)\n");
}

TEST(Console, TheNextRoundOfTheSameWorkIsShownAgain) {
  CapturedConsole captured;
  report(*captured, 2, 2);
  report(*captured, 1, 4);
  EXPECT_EQ(captured.err(),
            "scoring steps: 100% (2 of 2 steps)\nscoring steps: 25% (1 of 4 steps)\n");
}

TEST(Console, ProgressOnATerminalIsABarThatGoesAway) {
  CapturedConsole captured("", terminal());
  report(*captured, 1, 2);
  report(*captured, 1, 2);
  captured->text("done");
  EXPECT_EQ(captured.err(),
            "\r\x1b[Kscoring steps ████████████░░░░░░░░░░░░  50% 1 of 2 steps\r\x1b[K");
  EXPECT_EQ(captured.out(), "done\n");
}

TEST(Console, IngestCountsBytes) {
  CapturedConsole captured;
  const Field fields[] = {{"wmh.bytes", std::int64_t{500'000}},
                          {"wmh.bytes_total", std::int64_t{1'000'000}}};
  make_progress_observer(*captured)->on_event({Severity::debug, "wmh.ingest.progress", fields});
  EXPECT_EQ(captured.err(), "reading traces: 50% (500.0 kB of 1.0 MB)\n");
}

TEST(Console, QuietLeavesErrors) {
  CapturedConsole captured;
  captured->be_quiet(true);
  captured->notice("by the way");
  report(*captured, 1, 1);
  captured->error("no");
  EXPECT_EQ(captured.err(), "wmh: no\n");
}

TEST(Console, AsksWithADefault) {
  CapturedConsole captured("\n  two words \r\n");
  EXPECT_EQ(captured->ask("name", "fallback"), "fallback");
  EXPECT_EQ(captured->ask("name", "fallback"), "two words");
  EXPECT_EQ(captured->ask("name"), std::nullopt);
  EXPECT_EQ(captured.err(), "name [fallback]: name [fallback]: name: ");
}

}  // namespace
}  // namespace wmh::cli::testing
