#include "util/file.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"

namespace wmh::testing {
namespace {

namespace fs = std::filesystem;
using detail::FileWriter, detail::MappedFile, detail::read_file, detail::write_file_atomic;

TEST(Files, AreWrittenAndReadWhole) {
  TempDir folder;
  const std::string text(3 << 20, 'x');
  ASSERT_THAT(detail::write_file(folder / "f", text), IsOk());
  EXPECT_EQ(read_file(folder / "f").value(), text);
  EXPECT_EQ(MappedFile::open(folder / "f").value().bytes(), text);
  EXPECT_THAT(read_file(folder / "f", 100), FailsWith(errc::io));
}

TEST(Files, NameWhatIsWrong) {
  TempDir folder;
  EXPECT_THAT(read_file(folder / "absent"), FailsWith(errc::not_found));
  EXPECT_THAT(read_file(folder / "absent"), MessageHas("cannot read"));
  EXPECT_THAT(MappedFile::open(folder.path()), FailsWith(errc::io));
  EXPECT_THAT(detail::write_file(folder / "no/such/folder", "x"), FailsWith(errc::not_found));
}

TEST(Files, AreReplacedAsAWholeAndLeaveNothingBeside) {
  TempDir folder;
  const auto file = folder.write("f", "old");
  ASSERT_THAT(write_file_atomic(file, "new"), IsOk());
  EXPECT_EQ(read_text(file), "new");
  fs::create_directory(folder / "d");
  EXPECT_THAT(write_file_atomic(folder / "d", "x"), FailsWith(errc::io));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), fs::directory_iterator()), 2);
}

TEST(Files, ReachedThroughALinkAreReplacedWhereTheyAre) {
  TempDir folder;
  fs::create_symlink(folder.write("f", "old"), folder / "link");
  ASSERT_THAT(write_file_atomic(folder / "link", "new"), IsOk());
  EXPECT_EQ(read_text(folder / "f"), "new");
  EXPECT_TRUE(fs::is_symlink(folder / "link"));
}

TEST(Files, ThatAreDevicesStayDevices) {
  ASSERT_THAT(write_file_atomic("/dev/null", "x"), IsOk());
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
}

TEST(FileWriter, RewritesTheStartOfWhatItWrote) {
  TempDir folder;
  auto writer = FileWriter::create(folder / "f").value();
  ASSERT_THAT(writer.append("0000 body"), IsOk());
  ASSERT_THAT(writer.rewrite_start("0009"), IsOk());
  ASSERT_THAT(writer.append("!"), IsOk());
  ASSERT_THAT(writer.finish(), IsOk());
  EXPECT_EQ(read_text(folder / "f"), "0009 body!");
}

TEST(FileWriter, SaysThatTheDiskIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "needs /dev/full";
  auto writer = FileWriter::create("/dev/full").value();
  ASSERT_THAT(writer.append("x"), IsOk());
  EXPECT_THAT(writer.finish(), MessageHas("No space left"));
}

TEST(MappedFile, OfAnEmptyFileIsEmpty) {
  TempDir folder;
  EXPECT_EQ(MappedFile::open(folder.write("f", "")).value().bytes(), "");
}

}  // namespace
}  // namespace wmh::testing
