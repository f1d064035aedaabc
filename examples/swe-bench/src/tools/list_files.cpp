#include "tools/tools.hpp"

namespace swe {

Result<std::string> list_files(Workspace& workspace, const ListFiles& wanted) {
  constexpr std::size_t most_files = 200;
  const auto files = workspace.files(wanted.path.value_or("."));
  if (!files) return files.error();
  if (files->empty()) return std::string("No files.\n");
  std::string shown;
  for (std::size_t i = 0; i < files->size() && i < most_files; ++i)
    shown += (*files)[i] + "\n";
  if (files->size() > most_files) shown += fmt::format("({} more)\n", files->size() - most_files);
  return shown;
}

}  // namespace swe
