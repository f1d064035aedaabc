#include "soak/small_disk.hpp"

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <unistd.h>

namespace wmh::soak {

bool mounts_are_private() {
  return ::unshare(CLONE_NEWNS) == 0 &&
         ::mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0;
}

SmallDisk::SmallDisk(std::filesystem::path folder, std::size_t mebibytes)
    : folder_(std::move(folder)) {
  std::error_code ignored;
  std::filesystem::create_directories(folder_, ignored);
  const std::string size = "size=" + std::to_string(mebibytes) + "m";
  mounted_ = ::mount("soak", folder_.c_str(), "tmpfs", 0, size.c_str()) == 0;
}

SmallDisk::~SmallDisk() {
  if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
}

void SmallDisk::fill() const {
  const int file = ::open((folder_ / "ballast").c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  const std::string block(4096, 'b');
  while (::write(file, block.data(), block.size()) > 0) {
  }
  ::close(file);
}

void SmallDisk::free() const {
  std::error_code ignored;
  std::filesystem::remove(folder_ / "ballast", ignored);
}

}  // namespace wmh::soak
