#include "build/staging.hpp"

#include <wmh/testing/matchers.hpp>

#include "support/temp_dir.hpp"

namespace wmh::testing {
namespace {

namespace fs = std::filesystem;
using detail::Staging;

void put(const fs::path& folder, std::string_view text) {
  fs::create_directories(folder / "sub");
  std::ofstream(folder / "sub/file") << text;
}

std::size_t entries(const fs::path& folder) {
  std::size_t count = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder))
    ++count;
  return count;
}

TEST(Staging, PutsAFolderInPlace) {
  TempDir root;
  auto staging = Staging::create(root / "deep/models", "m").value();
  put(staging.path(), "new");
  ASSERT_THAT(staging.publish(root / "deep/models/m"), IsOk());
  EXPECT_EQ(read_text(root / "deep/models/m/sub/file"), "new");
}

TEST(Staging, ReplacesTheOldFolderAndRemovesIt) {
  TempDir root;
  put(root / "models/m", "old");
  {
    auto staging = Staging::create(root / "models", "m").value();
    put(staging.path(), "new");
    ASSERT_THAT(staging.publish(root / "models/m"), IsOk());
    EXPECT_EQ(read_text(root / "models/m/sub/file"), "new");
  }
  EXPECT_EQ(entries(root / "models"), 1U);
}

TEST(Staging, LeavesNothingWhenAbandoned) {
  TempDir root;
  { const auto staging = Staging::create(root / "deep/models", "m").value(); }
  EXPECT_EQ(entries(root.path()), 0U);
  put(root / "models/m", "old");
  { const auto staging = Staging::create(root / "models", "m").value(); }
  EXPECT_EQ(entries(root / "models"), 1U);
  EXPECT_EQ(read_text(root / "models/m/sub/file"), "old");
}

TEST(Staging, RemovesWhatDeadBuildersLeftAndNothingElse) {
  TempDir root;
  fs::create_directories(root / "models/.m.12345678.building");
  fs::create_directories(root / "models/.git");
  const auto living = Staging::create(root / "models", "m").value();
  EXPECT_FALSE(fs::exists(root / "models/.m.12345678.building"));
  const auto other = Staging::create(root / "models", "m").value();
  EXPECT_TRUE(fs::exists(living.path()));
  EXPECT_TRUE(fs::exists(root / "models/.git"));
}

TEST(Staging, FailsWhereItMayNotWrite) {
  TempDir root;
  const auto file = root.write("file", "");
  EXPECT_THAT(Staging::create(file / "models", "m"), MessageHas("cannot create"));
}

}  // namespace
}  // namespace wmh::testing
