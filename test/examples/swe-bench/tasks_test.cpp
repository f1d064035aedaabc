// Every task of examples/swe-bench: its bug is seen by the tests, its repair satisfies them.
#include <wmh/testing/matchers.hpp>

#include "outcome.hpp"
#include "support/shared.hpp"
#include "swe_testbed.hpp"
#include "tools/python.hpp"
#include "tools/tools.hpp"

#include <set>

namespace wmh {
namespace {

using testing::IsOk;

std::string report_of(const swe::Files& files) {
  auto workspace = swe::Workspace::open(files).value();
  return swe::run_tests(workspace, {}).value();
}

swe::Files replaced(swe::Files files, const swe::Task& task, const std::string& text) {
  auto workspace = swe::Workspace::open(files).value();
  EXPECT_THAT(swe::edit(workspace, {task.path, task.bad, text}), IsOk()) << task.id;
  files[task.path] = workspace.read(task.path).value();
  return files;
}

class SweTasks : public ::testing::Test {
 protected:
  void SetUp() override { WMH_REQUIRE_FOLDER(swe::python); }
  std::vector<swe::Repo> repos_ = swe::load_repos(swe::data_folder()).value();
};

TEST_F(SweTasks, WithoutABugAllTestsPass) {
  EXPECT_EQ(repos_.size(), 8U);
  for (const swe::Repo& repo : repos_)
    EXPECT_TRUE(swe::all_passed(report_of(repo.files))) << repo.name;
}

TEST_F(SweTasks, BugsAreSeenAndRepairsHold) {
  for (const swe::Repo& repo : repos_) {
    for (const swe::Task& task : repo.tasks) {
      const auto buggy = swe::with_bug(repo, task).value();
      EXPECT_FALSE(swe::all_passed(report_of(buggy))) << task.id;
      EXPECT_EQ(replaced(buggy, task, task.good), repo.files) << task.id;
      EXPECT_FALSE(swe::all_passed(report_of(replaced(buggy, task, task.wrong)))) << task.id;
    }
  }
}

TEST_F(SweTasks, HaveNamesAndIssuesOfTheirOwn) {
  std::set<std::string> ids;
  std::set<std::string> issues;
  for (const swe::Repo& repo : repos_) {
    for (const swe::Task& task : repo.tasks) {
      ids.insert(task.id);
      issues.insert(task.issue);
      EXPECT_TRUE(task.id.starts_with(repo.name)) << task.id;
      EXPECT_TRUE(task.issue.starts_with(repo.name)) << task.id;
      EXPECT_FALSE(task.search.empty()) << task.id;
    }
  }
  EXPECT_EQ(ids.size(), 56U);
  EXPECT_EQ(issues.size(), 56U);
}

}  // namespace
}  // namespace wmh
