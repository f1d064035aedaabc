#include "workspace/workspace.hpp"

#include "workspace/text.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdlib.h>

namespace swe {

namespace fs = std::filesystem;

Result<Workspace> Workspace::open(const Files& files) {
  std::error_code failure;
  const fs::path temporary = fs::canonical(fs::temp_directory_path(failure), failure);
  std::string folder = (temporary / "wmh-swe-XXXXXX").string();
  if (failure || !::mkdtemp(folder.data()))
    return wmh::Error(wmh::errc::io, "cannot make a scratch folder; is TMPDIR writable?");
  Workspace made{fs::path(folder)};
  for (const auto& [path, text] : files) {
    fs::create_directories((made.root_ / path).parent_path(), failure);
    std::ofstream out(made.root_ / path, std::ios::binary);
    if (!out.write(text.data(), static_cast<std::streamsize>(text.size())).flush())
      return wmh::Error(wmh::errc::io,
                        fmt::format("cannot write \"{}\" to a scratch folder", path));
  }
  return made;
}

Workspace& Workspace::operator=(Workspace&& other) noexcept {
  std::swap(root_, other.root_);
  return *this;
}

Workspace::~Workspace() {
  std::error_code ignored;
  if (!root_.empty()) fs::remove_all(root_, ignored);
}

Result<std::string> Workspace::name_of(const std::string& path) const {
  if (path.find('\0') != std::string::npos) return refuse("\"path\" holds a zero byte");
  if (path.starts_with('/'))
    return refuse("\"path\" must be relative to the repository, not \"{}\"", path);
  std::error_code failure;
  const fs::path place = fs::weakly_canonical(root_ / path, failure);
  const fs::path name = place.lexically_relative(root_);
  if (failure || name.empty() || *name.begin() == "..")
    return refuse("\"{}\" is outside the repository", path);
  if (!fs::exists(place, failure)) return refuse("there is no \"{}\" in the repository", path);
  const std::string text = name.generic_string();
  return text.ends_with('/') ? text.substr(0, text.size() - 1) : text;
}

Result<std::vector<std::string>> Workspace::files(const std::string& path) const {
  auto name = name_of(path);
  if (!name) return std::move(name).error();
  std::error_code failure;
  if (fs::is_regular_file(root_ / *name, failure)) return std::vector{std::move(*name)};
  std::vector<std::string> found;
  fs::recursive_directory_iterator at(*name == "." ? root_ : root_ / *name, failure);
  for (; !failure && at != fs::recursive_directory_iterator(); at.increment(failure))
    if (!at->is_symlink(failure) && at->is_regular_file(failure))
      found.push_back(at->path().lexically_relative(root_).generic_string());
  if (failure) return refuse("cannot list \"{}\"", *name);
  std::sort(found.begin(), found.end());
  return found;
}

Result<fs::path> Workspace::file_at(const std::string& path) const {
  const auto name = name_of(path);
  if (!name) return name.error();
  const fs::path place = root_ / *name;
  std::error_code failure;
  if (fs::is_directory(place, failure)) return refuse("\"{}\" is a folder, not a file", *name);
  if (!fs::is_regular_file(place, failure)) return refuse("\"{}\" is not a file", *name);
  if (fs::file_size(place, failure) > most_file_bytes)
    return refuse("\"{}\" is larger than {} bytes", *name, most_file_bytes);
  return place;
}

Result<std::string> Workspace::read(const std::string& path) const {
  const auto place = file_at(path);
  if (!place) return place.error();
  std::ifstream in(*place, std::ios::binary);
  std::string text((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  if (in.bad()) return refuse("cannot read \"{}\"", path);
  if (!is_utf8(text)) return refuse("\"{}\" is not a text", path);
  return text;
}

Result<wmh::Done> Workspace::write(const std::string& path, std::string_view text) {
  const auto place = file_at(path);
  if (!place) return place.error();
  if (text.size() > most_file_bytes)
    return refuse("\"{}\" would be larger than {} bytes", path, most_file_bytes);
  std::ofstream out(*place, std::ios::binary | std::ios::trunc);
  if (!out.write(text.data(), static_cast<std::streamsize>(text.size())).flush())
    return refuse("cannot write \"{}\"", path);
  return wmh::Done{};
}

}  // namespace swe
