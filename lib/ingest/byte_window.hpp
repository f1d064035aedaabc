#pragma once

#include "ingest/byte_source.hpp"

#include <cstddef>
#include <memory>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// The part of a source that is in memory: grows at its end, shrinks at its front. simdjson may
/// read a little past a text; the window keeps that much zeroed behind its bytes.
class ByteWindow {
 public:
  ByteWindow(ByteSource& source, std::size_t chunk);

  /// Valid until the next fill().
  std::string_view bytes() const noexcept { return {buffer_.get() + begin_, end_ - begin_}; }
  void consume(std::size_t count) noexcept { begin_ += count; }

  /// Reads up to one chunk more. How many bytes came; 0 at the end of the source.
  Result<std::size_t> fill();

 private:
  void make_room();

  ByteSource& source_;
  std::size_t chunk_;
  std::unique_ptr<char[]> buffer_{};
  std::size_t capacity_ = 0;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
};

}  // namespace detail
WMH_END_NAMESPACE
