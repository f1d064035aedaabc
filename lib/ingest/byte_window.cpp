#include "ingest/byte_window.hpp"

#include <algorithm>
#include <cstring>
#include <simdjson.h>

WMH_BEGIN_NAMESPACE
namespace detail {

ByteWindow::ByteWindow(ByteSource& source, std::size_t chunk) : source_(source), chunk_(chunk) {
  make_room();
}

void ByteWindow::make_room() {
  const std::size_t kept = end_ - begin_;
  const std::size_t wanted = kept + chunk_ + simdjson::SIMDJSON_PADDING;
  if (wanted > capacity_) {
    capacity_ = std::max(wanted, kept + kept / 2);
    auto larger = std::make_unique_for_overwrite<char[]>(capacity_);
    if (kept) std::memcpy(larger.get(), buffer_.get() + begin_, kept);
    buffer_ = std::move(larger);
  } else {
    std::memmove(buffer_.get(), buffer_.get() + begin_, kept);
  }
  begin_ = 0;
  end_ = kept;
}

Result<std::size_t> ByteWindow::fill() {
  if (capacity_ - end_ < chunk_ + simdjson::SIMDJSON_PADDING) make_room();
  auto got = source_.read(buffer_.get() + end_, chunk_);
  if (!got) return got;
  end_ += *got;
  std::memset(buffer_.get() + end_, 0, simdjson::SIMDJSON_PADDING);
  return got;
}

}  // namespace detail
WMH_END_NAMESPACE
