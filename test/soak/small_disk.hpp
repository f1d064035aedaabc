#pragma once

#include <filesystem>
#include <string>

namespace wmh::soak {

/// Makes mounts of this process invisible to others; they go away with it. Before any thread.
bool mounts_are_private();

/// A small file system in memory, which can be filled up. Needs root.
class SmallDisk {
 public:
  SmallDisk(std::filesystem::path folder, std::size_t mebibytes);
  ~SmallDisk();
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const noexcept { return mounted_; }
  /// Leaves no block free.
  void fill() const;
  void free() const;
  const std::filesystem::path& path() const noexcept { return folder_; }

 private:
  const std::filesystem::path folder_;
  bool mounted_ = false;
};

}  // namespace wmh::soak
