// Whatever a user gets wrong, and whatever the file system refuses: one clear line, the right exit
// code, and nothing changed.
#include "support/command.hpp"
#include "support/traces.hpp"

#include <gmock/gmock.h>

#include <map>
#include <sys/mount.h>

namespace wmh::testing {
namespace {

namespace fs = std::filesystem;

using Words = std::vector<std::string>;

/// Every file under a folder with its contents; folders with none.
std::map<std::string, std::string> snapshot(const fs::path& folder) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    files[entry.path().string()] = entry.is_regular_file() ? read_text(entry.path()) : "";
  return files;
}

struct BadInputTest : ::testing::Test {
  BadInputTest() {
    folder.write("good.jsonl", small_corpus(30));
    folder.write("empty.jsonl", "");
    folder.write("prose.txt", "this is not JSON\nneither is this\n");
    folder.write("other.json", R"({"hello": "world"})");
    folder.write("half.jsonl", small_corpus(3) + "{\"traceId\": \n");
    folder.write("suites/shop/evals/default.toml", "files = [\"absent.jsonl\"]\n");
    folder.write("suites/typo/evals/default.toml", "fils = []\n");
    fs::create_directory(folder / "dir");
    EXPECT_EQ(wmh({"build", "--name", "shop", "--file", "good.jsonl"}).exit_code, 0);
    folder.write("broken/models/m/config.toml", "top_k = \n");
  }

  CommandResult wmh(const Words& args) const {
    return run_command(WMH_COMMAND, args, folder.path());
  }

  void expect_refusal(const Words& args, int exit_code, const char* message) const {
    const auto before = snapshot(folder.path());
    const CommandResult result = wmh(args);
    std::string shown = "wmh";
    for (const std::string& arg : args)
      shown += " " + arg;
    SCOPED_TRACE(shown);
    EXPECT_EQ(result.exit_code, exit_code) << result.err;
    EXPECT_EQ(result.out, "");
    EXPECT_TRUE(result.err.starts_with("wmh: ")) << result.err;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
    EXPECT_THAT(result.err, ::testing::HasSubstr(message));
    EXPECT_EQ(snapshot(folder.path()), before);
  }

  TempDir folder;
};

TEST_F(BadInputTest, IsRefusedInOneLine) {
  struct Case {
    Words args;
    int exit_code;
    const char* message;
  };
  const Case cases[] = {
      {{"build", "--name", "x", "--file", "absent.jsonl"}, 2, "absent.jsonl"},
      {{"build", "--name", "x", "--file", "dir"}, 2, "dir"},
      {{"build", "--name", "x", "--file", "empty.jsonl"}, 1, "empty.jsonl"},
      {{"build", "--name", "x", "--file", "prose.txt"}, 1, "prose.txt"},
      {{"build", "--name", "x", "--file", "other.json"}, 1, "other.json"},
      {{"build", "--name", "x", "--strict", "--file", "half.jsonl"}, 1, "half.jsonl:"},
      {{"build", "--name", "shop", "--file", "prose.txt"}, 1, "prose.txt"},
      {{"build", "--name", "x"}, 2, "trace file"},
      {{"build", "--name", "../x", "--file", "good.jsonl"}, 2, "../x"},
      {{"build", "--name", "x", "--file", "good.jsonl", "--train-split", "1"}, 2, "--train-split"},
      {{"build", "--name", "x", "--file", "good.jsonl", "--embed-dim", "0"}, 2, "--embed-dim"},
      {{"build", "--name", "x", "--file", "good.jsonl", "--fast"}, 2, "--fast"},
      {{"build", "--name", "x", "--file", "good.jsonl", "--root", "good.jsonl"}, 2, "good.jsonl"},
      {{"build", "--name", "x", "--file", "good.jsonl", "--format", "csv"}, 2, "csv"},
      {{"demo", "--name", "absent"}, 2, "have: shop"},
      {{"demo", "--root", "nowhere"}, 2, "nowhere"},
      {{"demo", "--root", "broken"}, 1, "config.toml"},
      {{"play", "--name", "absent"}, 2, "have: shop"},
      {{"eval"}, 2, "eval"},
      {{"eval", "absent.jsonl"}, 2, "absent.jsonl"},
      {{"eval", "prose.txt"}, 1, "prose.txt"},
      {{"eval", "good.jsonl", "--judge", "vibes"}, 2, "vibes"},
      {{"eval", "good.jsonl", "--train-split", "0"}, 2, "--train-split"},
      {{"eval", "good.jsonl", "--train-split", "0.999999"}, 2, "no step to score"},
      {{"eval", "good.jsonl", "--out", "no/such/folder/x.json"}, 2, "no/such/folder"},
      {{"eval", "run", "absent", "--examples-root", "suites"}, 2, "have: "},
      {{"eval", "run", "typo", "--examples-root", "suites"}, 2, "fils"},
      {{"eval", "run", "shop", "--examples-root", "suites"}, 2, "absent.jsonl"},
      {{"examples", "run", "absent", "--examples-root", "suites"}, 2, "absent"},
      {{"list", "--rot", "x"}, 2, "--root"},
      {{"lst"}, 2, "list"},
  };
  for (const Case& each : cases)
    expect_refusal(each.args, each.exit_code, each.message);
}

TEST_F(BadInputTest, ABadLineIsCountedAndTheRestIsUsed) {
  const CommandResult result = wmh({"build", "--name", "x", "--file", "half.jsonl"});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, ::testing::HasSubstr("half.jsonl"));
}

TEST_F(BadInputTest, AFullDiskLeavesTheOldModel) {
  const fs::path disk = folder / "disk";
  fs::create_directory(disk);
  if (::mount("wmh-test", disk.c_str(), "tmpfs", 0, "size=256k") != 0)
    GTEST_SKIP() << "needs the right to mount a small tmpfs";
  struct Unmount {
    fs::path at;
    ~Unmount() { ::umount2(at.c_str(), MNT_DETACH); }
  } const unmount{disk};
  folder.write("small.jsonl", small_corpus(5));
  ASSERT_EQ(wmh({"build", "--root", "disk", "--file", "small.jsonl", "--name", "m"}).exit_code, 0);
  expect_refusal({"build", "--root", "disk", "--file", "good.jsonl", "--name", "m"}, 1, "No space");
  expect_refusal({"build", "--root", "disk", "--file", "good.jsonl", "--name", "n"}, 1, "No space");
  EXPECT_EQ(wmh({"demo", "--root", "disk"}).exit_code, 0);
}

}  // namespace
}  // namespace wmh::testing
