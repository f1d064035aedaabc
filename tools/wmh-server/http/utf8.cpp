#include "http/utf8.hpp"

#include <utf8proc.h>

namespace wmh::server {
namespace {

/// The bytes of the first character; 0 where it is none.
std::size_t size_of_first(std::string_view text) {
  utf8proc_int32_t ignored = 0;
  const auto size = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &ignored);
  return size > 0 ? static_cast<std::size_t>(size) : 0;
}

}  // namespace

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = size_of_first(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

std::string mended_utf8(std::string_view text) {
  std::string mended;
  while (!text.empty()) {
    const std::size_t size = size_of_first(text);
    if (size == 0)
      mended += "\uFFFD";
    else
      mended += text.substr(0, size);
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return mended;
}

}  // namespace wmh::server
