// Paths of examples/swe-bench never leave the repository.
#include "workspace/workspace.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"
#include "workspace/text.hpp"

namespace wmh {
namespace {

namespace fs = std::filesystem;
using testing::MessageHas;
using testing::TempDir;

class SweWorkspace : public ::testing::Test {
 protected:
  swe::Workspace workspace_ =
      swe::Workspace::open({{"a/one.py", "1\n"}, {"a/two.py", "2\n"}, {"b.py", "3\n"}}).value();
  TempDir outside_;
};

TEST_F(SweWorkspace, NamesWhatIsThere) {
  EXPECT_EQ(workspace_.name_of("a/../b.py").value(), "b.py");
  EXPECT_EQ(workspace_.name_of("./a//one.py").value(), "a/one.py");
  EXPECT_EQ(workspace_.name_of("a/").value(), "a");
  EXPECT_EQ(workspace_.name_of("").value(), ".");
  EXPECT_THAT(workspace_.name_of("c.py"), MessageHas("there is no \"c.py\""));
}

TEST_F(SweWorkspace, RefusesPathsThatLeadOut) {
  const std::string own = workspace_.root().filename().string();
  EXPECT_THAT(workspace_.name_of("../x"), MessageHas("is outside the repository"));
  EXPECT_THAT(workspace_.name_of("a/../../x"), MessageHas("is outside the repository"));
  EXPECT_THAT(workspace_.name_of("../" + own + "-other"), MessageHas("is outside the repository"));
  EXPECT_THAT(workspace_.name_of("/etc/passwd"), MessageHas("must be relative"));
  EXPECT_THAT(workspace_.name_of(std::string("b.py\0.txt", 9)), MessageHas("zero byte"));
}

TEST_F(SweWorkspace, RefusesLinksThatLeadOut) {
  outside_.write("secret.py", "secret");
  fs::create_symlink(outside_ / "secret.py", workspace_.root() / "link.py");
  fs::create_directory_symlink(outside_.path(), workspace_.root() / "folder");
  fs::create_symlink("b.py", workspace_.root() / "inner.py");
  EXPECT_THAT(workspace_.read("link.py"), MessageHas("is outside the repository"));
  EXPECT_THAT(workspace_.read("folder/secret.py"), MessageHas("is outside the repository"));
  EXPECT_THAT(workspace_.write("link.py", "x"), MessageHas("is outside the repository"));
  EXPECT_EQ(workspace_.read("inner.py").value(), "3\n");
  EXPECT_THAT(workspace_.files(".").value(),
              ::testing::ElementsAre("a/one.py", "a/two.py", "b.py"));
  EXPECT_EQ(testing::read_text(outside_ / "secret.py"), "secret");
}

TEST_F(SweWorkspace, HoldsTexts) {
  std::ofstream(workspace_.root() / "bytes.py") << "\xff\xfe";
  EXPECT_THAT(workspace_.read("bytes.py"), MessageHas("\"bytes.py\" is not a text"));
  for (const std::string_view good : {"", "a", "\xc3\xbc", "\xe2\x82\xac", "\xf0\x9f\x8d\x8e!"})
    EXPECT_TRUE(swe::is_utf8(good)) << good;
  for (const std::string_view bad : {"\x80", "\xc3", "\xc0\xaf", "\xed\xa0\x80", "\xe0\x80\x80",
                                     "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "a\xe2\x82"})
    EXPECT_FALSE(swe::is_utf8(bad));
  EXPECT_EQ(swe::beginning("a\xc3\xbc", 2), "a");
  EXPECT_EQ(swe::beginning("a\xc3\xbc", 3), "a\xc3\xbc");
}

TEST_F(SweWorkspace, GoesAwayWithTheObject) {
  fs::path root;
  {
    auto other = swe::Workspace::open({{"x", ""}}).value();
    root = other.root();
    EXPECT_NE(root, workspace_.root());
    const swe::Workspace moved(std::move(other));
    EXPECT_TRUE(fs::exists(root / "x"));
  }
  EXPECT_FALSE(fs::exists(root));
}

}  // namespace
}  // namespace wmh
