#pragma once

#include <string>
#include <zlib.h>

namespace wmh::testing {

enum class Coding { gzip, zlib, raw };

/// Compresses with zlib in one of the wrappings that HTTP knows.
inline std::string compress(const std::string& text, Coding coding) {
  constexpr int memory_level = 8;
  const int window = coding == Coding::gzip ? 15 + 16 : coding == Coding::zlib ? 15 : -15;
  z_stream stream{};
  deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, memory_level, Z_DEFAULT_STRATEGY);
  std::string made(deflateBound(&stream, static_cast<uLong>(text.size())), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(made.data());
  stream.avail_out = static_cast<uInt>(made.size());
  deflate(&stream, Z_FINISH);
  made.resize(made.size() - stream.avail_out);
  deflateEnd(&stream);
  return made;
}

}  // namespace wmh::testing
