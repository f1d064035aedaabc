#include "arguments.hpp"

#include <wmh/build.hpp>

#include "cli/support.hpp"
#include "eval_options.hpp"

namespace wmh::cli::testing {
namespace {

constexpr Option file{.name = "file", .placeholder = "FILE", .repeatable = true};
constexpr Option count{.name = "count",
                       .placeholder = "N",
                       .fallback = "3",
                       .takes = Takes::whole,
                       .least = 1,
                       .most = 9};
constexpr Option on{.name = "on", .fallback = "on", .takes = Takes::nothing, .negatable = true};
constexpr Option off{.name = "off", .takes = Takes::nothing};
constexpr const Option* options[] = {&file, &count, &on, &off, &opt::help};
constexpr Command command{
    .name = "try", .positional = {.placeholder = "ARG", .most = 2}, .options = options};
constexpr Command passing{.name = "pass",
                          .positional = {.placeholder = "ARG", .most = 1, .rest = true},
                          .options = options};

Arguments parse(const std::vector<std::string>& words, const Command& of = command) {
  return parse_arguments(of, words).value();
}

TEST(Arguments, DefaultsComeFromTheOption) {
  const Arguments none = parse({});
  EXPECT_EQ(none.whole(count), 3U);
  EXPECT_TRUE(none.flag(on));
  EXPECT_FALSE(none.flag(off));
  EXPECT_FALSE(none.given(count));
  EXPECT_EQ(none.optional(count), std::nullopt);
  EXPECT_TRUE(none.all(file).empty());
}

TEST(Arguments, ValuesMayFollowOrBeAttached) {
  EXPECT_EQ(parse({"--count", "5"}).whole(count), 5U);
  EXPECT_EQ(parse({"--count=5"}).whole(count), 5U);
  EXPECT_EQ(parse({"--file", "-"}).text(file), "-");
  EXPECT_EQ(parse({"--file=--odd"}).text(file), "--odd");
  EXPECT_EQ(parse({"--file=a=b"}).text(file), "a=b");
}

TEST(Arguments, TheLastWordWinsAndRepeatedOnesAreKept) {
  EXPECT_EQ(parse({"--count", "5", "--count", "6"}).whole(count), 6U);
  EXPECT_EQ(parse({"--file", "a", "x", "--file", "b"}).all(file),
            (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(parse({"--no-on"}).flag(on));
  EXPECT_TRUE(parse({"--no-on", "--on"}).flag(on));
}

TEST(Arguments, WordsAfterTwoDashesAreNoOptions) {
  EXPECT_EQ(parse({"a", "--", "--off"}).positionals(), (std::vector<std::string>{"a", "--off"}));
  const Arguments passed = parse({"a", "--", "--off", "b"}, passing);
  EXPECT_EQ(passed.positionals(), std::vector<std::string>{"a"});
  EXPECT_EQ(passed.rest(), (std::vector<std::string>{"--off", "b"}));
}

TEST(Arguments, HelpIsNeverWrong) {
  EXPECT_TRUE(parse({"a", "b", "c", "-h"}).flag(opt::help));
}

TEST(Arguments, DefaultsOfTheOptionsAreThoseOfTheLibrary) {
  const Arguments none = parse({});
  const BuildOptions build;
  EXPECT_EQ(none.number(opt::train_split), build.split.train);
  EXPECT_EQ(none.whole(opt::embed_dim), build.embed_dim);
  EXPECT_EQ(none.whole(opt::top_k), build.top_k);
  EXPECT_EQ(none.text(opt::format), build.ingest.format);
  const EvalSuite suite;
  EXPECT_EQ(none.number(opt::train_split), suite.split.train);
  EXPECT_EQ(none.whole(opt::embed_dim), suite.embed_dim);
  EXPECT_EQ(none.whole(opt::top_k), suite.top_k);
  EXPECT_EQ(none.whole(opt::seed), suite.seed);
  EXPECT_EQ(none.text(opt::judge), suite.judge);
  EXPECT_EQ(none.flag(opt::rag), suite.rag);
  EXPECT_EQ(concurrency_of(none, false), EvalOptions().concurrency);
}

}  // namespace
}  // namespace wmh::cli::testing
