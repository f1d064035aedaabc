#pragma once

#include "json/read_json.hpp"
#include "workspace/workspace.hpp"

namespace swe {

// What the tools take: the members are the parameters, an optional one may be left out.

struct Search {
  std::string pattern{};
  std::optional<std::string> path{};
  std::optional<bool> regex{};
};
BOOST_DESCRIBE_STRUCT(Search, (), (pattern, path, regex))

struct View {
  std::string path{};
  std::optional<int> start{};
  std::optional<int> end{};
};
BOOST_DESCRIBE_STRUCT(View, (), (path, start, end))

struct Edit {
  std::string path{};
  std::string old_text{};
  std::string new_text{};
};
BOOST_DESCRIBE_STRUCT(Edit, (), (path, old_text, new_text))

struct ListFiles {
  std::optional<std::string> path{};
};
BOOST_DESCRIBE_STRUCT(ListFiles, (), (path))

struct RunTests {
  std::optional<std::string> path{};
};
BOOST_DESCRIBE_STRUCT(RunTests, (), (path))

struct Submit {
  std::string summary{};
};
BOOST_DESCRIBE_STRUCT(Submit, (), (summary))

/// The lines with a text in them, or matching a POSIX extended expression: "path:line: text".
Result<std::string> search(Workspace& workspace, const Search& wanted);

/// Lines of a file with their numbers, from `start` to `end`.
Result<std::string> view(Workspace& workspace, const View& wanted);

/// Replaces a text that occurs once in a file; tests are not to be changed.
Result<std::string> edit(Workspace& workspace, const Edit& change);

/// The files under a folder, one a line.
Result<std::string> list_files(Workspace& workspace, const ListFiles& wanted);

/// Runs the repository's tests with python3, all or those of one file: what failed, then the
/// counts. The same repository gives the same text.
Result<std::string> run_tests(Workspace& workspace, const RunTests& wanted);

}  // namespace swe
