#include "http/body_store.hpp"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace wmh::server {
namespace {

// A declared length is a claim: room for more than this is made when the bytes are there.
constexpr std::uint64_t most_room_on_trust = 64 * 1024;

}  // namespace

BodyStore::BodyStore(std::filesystem::path file) : file_(std::move(file)) {
  if (file_.empty()) return;
  descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  good_ = descriptor_ >= 0;
  if (!good_) file_.clear();
}

BodyStore::~BodyStore() {
  close();
  std::error_code ignored;
  if (!file_.empty()) std::filesystem::remove(file_, ignored);
}

void BodyStore::expect(std::uint64_t bytes) {
  if (descriptor_ < 0) text_.reserve(static_cast<std::size_t>(std::min(bytes, most_room_on_trust)));
}

void BodyStore::put(std::string_view bytes) {
  if (descriptor_ < 0) {
    text_ += bytes;
    return;
  }
  while (good_ && !bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    good_ = written > 0;
    if (good_) bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

bool BodyStore::finish(Request& request) {
  good_ = close() && good_;
  if (!good_) return false;
  request.body = std::move(text_);
  request.body_file = std::exchange(file_, {});
  return true;
}

bool BodyStore::close() {
  return descriptor_ < 0 || ::close(std::exchange(descriptor_, -1)) == 0;
}

}  // namespace wmh::server
