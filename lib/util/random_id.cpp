#include "util/random_id.hpp"

#include <fmt/format.h>

#include <array>
#include <cerrno>
#include <cstdint>
#include <sys/random.h>
#include <system_error>
#include <unistd.h>

WMH_BEGIN_NAMESPACE

// Not std::random_device: opening one asks the processor what it is, which a virtual machine traps.
std::string detail::random_id() {
  std::array<std::uint32_t, 4> words{};
  if (::getentropy(words.data(), sizeof words) != 0)
    throw std::system_error(errno, std::generic_category(), "no random numbers");
  return fmt::format("{:08x}{:08x}{:08x}{:08x}", words[0], words[1], words[2], words[3]);
}

WMH_END_NAMESPACE
