#include "open_files.hpp"

#include <gtest/gtest.h>

#include <sys/resource.h>

namespace wmh::cli {
namespace {

TEST(OpenFiles, AreAsManyAsThisProcessMayHave) {
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit low{256, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &low), 0);
  const std::size_t raised = raise_open_files();
  rlimit after{};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &after), 0);
  EXPECT_EQ(raised, std::min<rlim_t>(before.rlim_max, 1 << 20));
  EXPECT_EQ(after.rlim_cur, raised);
}

TEST(OpenFiles, AreSharedByCallsAndConnections) {
  struct Case {
    std::size_t files, calls, connections;
  };
  for (const Case& each : {Case{0, 16, 16}, Case{128, 16, 16}, Case{1024, 358, 538},
                           Case{20'000, 7948, 11'924}, Case{1 << 20, 8192, (1 << 20) - 8320}}) {
    const FileShares shares = share_files(each.files);
    EXPECT_EQ(shares.calls, each.calls) << each.files;
    EXPECT_EQ(shares.connections, each.connections) << each.files;
  }
}

}  // namespace
}  // namespace wmh::cli
