// The tools of examples/swe-bench: what they answer and what they refuse.
#include "examples/repo_episode.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"
#include "tools/python.hpp"

namespace wmh {
namespace {

using testing::FailsWith;
using testing::Refuses;
using testing::RepoEpisode;
using testing::Shows;

class SweTools : public ::testing::Test {
 protected:
  void SetUp() override {
    WMH_REQUIRE_FOLDER(swe::python);
    repo_.emplace();
  }
  Observation call(std::string tool, std::string_view arguments = "{}") {
    return repo_->call(std::move(tool), arguments);
  }
  std::optional<RepoEpisode> repo_;
};

TEST_F(SweTools, CheckTheirArgumentsInOneWording) {
  EXPECT_THAT(call("open"), Refuses("Error: open: there is no such tool; have: edit, list_files"));
  EXPECT_THAT(call("view"), Refuses("view: \"path\" is missing"));
  EXPECT_THAT(call("view", R"({"path":7})"), Refuses("\"path\" must be a string, not an integer"));
  EXPECT_THAT(call("view", R"({"path":"README.md","start":"1"})"),
              Refuses("\"start\" must be an integer, not a string"));
  EXPECT_THAT(call("view", R"({"path":"README.md","start":99999999})"), Refuses("out of range"));
  EXPECT_THAT(call("view", R"({"path":"README.md","line":1})"),
              Refuses("\"line\" is not known here"));
  EXPECT_THAT(call("search", R"({"pattern":"a","regex":1})"),
              Refuses("\"regex\" must be true or false"));
}

TEST_F(SweTools, ListFiles) {
  EXPECT_THAT(call("list_files"),
              Shows("README.md\nsmall/__init__.py\nsmall/sums.py\ntests/test_sums.py\n"));
  EXPECT_THAT(call("list_files", R"({"path":"small/"})"),
              Shows("small/__init__.py\nsmall/sums.py\n"));
  EXPECT_THAT(call("list_files", R"({"path":"README.md"})"), Shows("README.md\n"));
  EXPECT_THAT(call("list_files", R"({"path":"src"})"), Refuses("there is no \"src\""));
}

TEST_F(SweTools, Search) {
  EXPECT_THAT(call("search", R"({"pattern":"total(n"})"),
              Shows("small/sums.py:1: def total(numbers):\n"
                    "small/sums.py:6:     return total(numbers) / len(numbers)\n"));
  EXPECT_THAT(call("search", R"({"pattern":"def .*(s|l)\\(","regex":true,"path":"small"})"),
              Shows("small/sums.py:1: def total(numbers):\n"));
  EXPECT_THAT(call("search", R"({"pattern":"nothing"})"),
              Shows("No matches for \"nothing\" in 4 files.\n"));
}

TEST_F(SweTools, SearchRefuses) {
  EXPECT_THAT(call("search", R"({"pattern":""})"), Refuses("\"pattern\" is empty"));
  EXPECT_THAT(call("search", R"({"pattern":"(a","regex":true})"), Refuses("is not a regex"));
  EXPECT_THAT(call("search", R"({"pattern":"(a)\\1","regex":true})"), Refuses("back references"));
  EXPECT_THAT(call("search", R"({"pattern":"a{9}","regex":true})"), Refuses("counts"));
  EXPECT_THAT(call("search", R"({"pattern":"a","path":"/etc"})"), Refuses("must be relative"));
  const std::string longest(101, 'a');
  EXPECT_THAT(call("search", R"({"pattern":")" + longest + "\"}"), Refuses("at most 100 bytes"));
}

TEST_F(SweTools, SearchIsBounded) {
  std::string lines;
  for (int i = 0; i < 50; ++i)
    lines += "same\n";
  const auto found = RepoEpisode({{"a.py", lines}}).call("search", R"({"pattern":"same"})");
  EXPECT_TRUE(found.content.ends_with("a.py:40: same\n(10 more)\n"));
}

TEST_F(SweTools, View) {
  EXPECT_THAT(call("view", R"({"path":"small/sums.py","start":2,"end":5})"),
              Shows("small/sums.py (lines 2 to 5 of 6)\n   2      return sum(numbers)\n   3\n   4\n"
                    "   5  def mean(numbers):\n"));
  EXPECT_THAT(call("view", R"({"path":"./README.md","end":90})"),
              Shows("README.md (lines 1 to 1 of 1)\n   1  # small\n"));
  EXPECT_THAT(call("view", R"({"path":"small/__init__.py"})"),
              Shows("small/__init__.py is empty.\n"));
}

TEST_F(SweTools, ViewRefuses) {
  EXPECT_THAT(call("view", R"({"path":"sums.py"})"), Refuses("there is no \"sums.py\""));
  EXPECT_THAT(call("view", R"({"path":"small"})"), Refuses("\"small\" is a folder"));
  EXPECT_THAT(call("view", R"({"path":"README.md","start":2})"),
              Refuses("\"start\" is 2, but README.md has 1 lines"));
  EXPECT_THAT(call("view", R"({"path":"README.md","start":0})"), Refuses("at least 1"));
  EXPECT_THAT(call("view", R"({"path":"small/sums.py","start":3,"end":2})"), Refuses("is before"));
}

TEST_F(SweTools, ViewIsBounded) {
  RepoEpisode large({{"a.py", std::string(300, '\n')}, {"b.py", std::string(300'000, 'b')}});
  EXPECT_TRUE(
      large.call("view", R"({"path":"a.py"})").content.starts_with("a.py (lines 1 to 150 of 300)"));
  EXPECT_THAT(large.call("view", R"({"path":"b.py"})"), Refuses("is larger than 262144 bytes"));
}

TEST_F(SweTools, EditReplacesWhatOccursOnce) {
  EXPECT_THAT(
      call("edit", R"~({"path":"small/sums.py","old_text":"sum(numbers)","new_text":"0"})~"),
      Shows("Edited small/sums.py:\n   1  def total(numbers):\n   2      return 0\n   3\n   4\n"));
  EXPECT_EQ(testing::read_text(repo_->root() / "small/sums.py").substr(0, 34),
            "def total(numbers):\n    return 0\n\n");
}

TEST_F(SweTools, EditRefuses) {
  const auto edit = [&](std::string_view path, std::string_view old_text) {
    return call("edit",
                fmt::format(R"({{"path":"{}","old_text":"{}","new_text":"x"}})", path, old_text));
  };
  EXPECT_THAT(edit("small/sums.py", "product"),
              Refuses("\"old_text\" was not found in small/sums.py"));
  EXPECT_THAT(edit("small/sums.py", "total"), Refuses("occurs 2 times in small/sums.py"));
  EXPECT_THAT(edit("small/sums.py", ""), Refuses("\"old_text\" is empty"));
  EXPECT_THAT(edit("small/sums.py", "x"), Refuses("are the same"));
  EXPECT_THAT(edit("sums.py", "total"), Refuses("there is no \"sums.py\""));
  EXPECT_THAT(edit("small/../tests/test_sums.py", "test_mean"),
              Refuses("\"tests/test_sums.py\" is a test"));
}

TEST_F(SweTools, SubmitEndsTheWork) {
  EXPECT_THAT(call("submit", R"({"summary":"done"})"), Refuses("nothing was changed"));
  call("edit", R"({"path":"README.md","old_text":"small","new_text":"tiny"})");
  EXPECT_THAT(call("submit", R"({"summary":"done"})"),
              Shows("Submitted with changes in README.md.\n"));
  EXPECT_THAT(call("list_files"), Refuses("list_files: the work is submitted"));
}

TEST_F(SweTools, AMessageGetsAFixedReply) {
  const auto reply = repo_->env().step(Action::message("Hello?")).value();
  EXPECT_EQ(repo_->env().step(Action::message("Is it here?")).value(), reply);
  EXPECT_FALSE(reply.is_error);
}

TEST_F(SweTools, EveryEpisodeBeginsAnew) {
  call("edit", R"({"path":"README.md","old_text":"small","new_text":"tiny"})");
  const auto before = repo_->root();
  EXPECT_EQ(repo_->env().reset().value().structured, (json::object{{"repo", "small"}}));
  EXPECT_FALSE(std::filesystem::exists(before));
  EXPECT_THAT(call("search", R"({"pattern":"tiny"})"),
              Shows("No matches for \"tiny\" in 4 files.\n"));
  const auto after = repo_->root();
  repo_->env().close();
  repo_->env().close();
  EXPECT_FALSE(std::filesystem::exists(after));
  EXPECT_THAT(repo_->env().step(Action::tool_call("list_files")),
              FailsWith(errc::invalid_argument));
}

}  // namespace
}  // namespace wmh
