#include "tracing/span_file.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"
#include "tracing/served.hpp"

#include <gmock/gmock.h>

#include <sys/mount.h>
#include <sys/stat.h>

namespace wmh::testing {
namespace {

namespace fs = std::filesystem;
using detail::Delivery;
using detail::SpanFile;

struct SpanFileTest : ::testing::Test {
  TempDir folder;
  const fs::path path = folder / "served.jsonl";
};

TEST_F(SpanFileTest, AddsToWhatIsThere) {
  folder.write("served.jsonl", "{}\n");
  for (int i = 0; i < 2; ++i) {
    const auto file = SpanFile::open(path).value();
    EXPECT_EQ(file->write(batch_of(i, i + 1), no_deadline()).steps, 1U);
  }
  EXPECT_EQ(read_text(path), "{}\n" + as_file(batch_of(0, 2)));
}

TEST_F(SpanFileTest, EndsALineThatWasCutBefore) {
  folder.write("served.jsonl", "{\"resourceSp");
  const auto file = SpanFile::open(path).value();
  EXPECT_FALSE(file->write(batch_of(0, 1), no_deadline()).failure);
  EXPECT_FALSE(file->write(batch_of(1, 2), no_deadline()).failure);
  EXPECT_EQ(read_text(path), "{\"resourceSp\n" + as_file(batch_of(0, 2)));
}

TEST_F(SpanFileTest, GoesOnInANewFileWhenTheOldOneWasMoved) {
  const auto file = SpanFile::open(path).value();
  EXPECT_FALSE(file->write(batch_of(0, 1), no_deadline()).failure);
  fs::rename(path, folder / "old.jsonl");
  EXPECT_FALSE(file->write(batch_of(1, 2), no_deadline()).failure);
  EXPECT_THAT(file->reopen(), IsOk());
  EXPECT_FALSE(file->write(batch_of(2, 3), no_deadline()).failure);
  EXPECT_EQ(read_text(folder / "old.jsonl"), as_file(batch_of(0, 2)));
  EXPECT_EQ(read_text(path), as_file(batch_of(2, 3)));
}

TEST_F(SpanFileTest, KeepsTheOldFileWhenThereIsNoNewOne) {
  fs::create_directory(folder / "in");
  const auto file = SpanFile::open(folder / "in/served.jsonl").value();
  fs::rename(folder / "in", folder / "moved");
  EXPECT_THAT(file->reopen(), FailsWith(errc::not_found));
  EXPECT_FALSE(file->write(batch_of(0, 1), no_deadline()).failure);
  EXPECT_EQ(read_text(folder / "moved/served.jsonl"), as_file(batch_of(0, 1)));
}

TEST_F(SpanFileTest, TakesPlainFilesOnly) {
  EXPECT_THAT(SpanFile::open(folder.path()), FailsWith(errc::io));
  EXPECT_THAT(SpanFile::open(folder / "no/such/folder"), FailsWith(errc::not_found));
  EXPECT_THAT(SpanFile::open("/dev/null"), FailsWith(errc::invalid_argument));
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  EXPECT_THAT(SpanFile::open(folder / "pipe"), FailsWith(errc::invalid_argument));
}

struct SmallDisk {
  explicit SmallDisk(fs::path at) : place(std::move(at)) {
    fs::create_directory(place);
    mounted = ::mount("wmh-test", place.c_str(), "tmpfs", 0, "size=64k") == 0;
  }
  ~SmallDisk() {
    if (mounted) ::umount2(place.c_str(), MNT_DETACH);
  }
  fs::path place;
  bool mounted = false;
};

TEST_F(SpanFileTest, AFullDiskLeavesWholeLines) {
  const SmallDisk disk(folder / "disk");
  if (!disk.mounted) GTEST_SKIP() << "needs the right to mount a small tmpfs";
  std::ofstream(disk.place / "other") << std::string(40'000, 'x');
  const auto file = SpanFile::open(disk.place / "served.jsonl").value();
  auto batch = batch_of(0, 60);
  const Delivery full = file->write(batch, no_deadline());
  ASSERT_TRUE(full.failure);
  EXPECT_EQ(full.failure->code(), errc::io);
  EXPECT_GT(full.steps, 0U);
  const auto written = static_cast<int>(full.steps);
  EXPECT_EQ(read_text(disk.place / "served.jsonl"), as_file(batch_of(0, written)));
  batch.erase(batch.begin(), batch.begin() + written);
  EXPECT_EQ(file->write(batch, no_deadline()).steps, 0U);
  EXPECT_EQ(read_text(disk.place / "served.jsonl"), as_file(batch_of(0, written)));
  fs::remove(disk.place / "other");
  EXPECT_EQ(file->write(batch, no_deadline()).steps, batch.size());
  EXPECT_EQ(read_text(disk.place / "served.jsonl"), as_file(batch_of(0, 60)));
}

}  // namespace
}  // namespace wmh::testing
