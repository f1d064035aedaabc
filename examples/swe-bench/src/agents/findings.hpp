#pragma once

#include <wmh/types.hpp>

#include "agents/reading.hpp"

#include <optional>
#include <set>

namespace swe {

/// What an agent has found out about a bug whose text it knows.
class Findings {
 public:
  explicit Findings(std::string bug) : bug_(std::move(bug)), in_file_(bug_) {}

  void learn(const wmh::Step& step);

  /// Lines of the code that may hold the bug: those of a failure's trace, then those searched for.
  std::vector<Place> suspects() const;
  /// Whether a search has led to code.
  bool hit_code() const;
  /// The file to edit: the one where the bug was seen, else the first suspect that took no edit.
  std::optional<std::string> target() const;
  /// The first line of a test that failed.
  std::optional<Place> failed_test() const;
  /// A file of tests that has to do with the bug.
  std::optional<std::string> test_file() const;

  const std::optional<std::string>& found() const noexcept { return found_; }  ///< The bug's file.
  const std::string& in_file() const noexcept { return in_file_; }  ///< What stands in its place.
  const std::string& seen() const noexcept { return seen_; }        ///< All that views showed.
  std::size_t edits() const noexcept { return edits_; }             ///< In the place of the bug.
  bool passed() const noexcept { return passed_; }                  ///< The tests, when last run.
  bool repaired() const noexcept { return edits_ > 0 && passed_; }

 private:
  void learn_edit(const wmh::Step& step);
  void learn_tests(const wmh::Observation& observation);
  void learn_view(const wmh::Step& step);

  std::string bug_;
  std::string in_file_;
  std::string seen_{};
  std::vector<Place> failing_{};  ///< From the first run of the tests that failed.
  std::vector<Place> hits_{};     ///< From searches.
  std::set<std::string> refused_{};
  std::optional<std::string> found_{};
  std::size_t edits_ = 0;
  bool passed_ = false;
};

}  // namespace swe
