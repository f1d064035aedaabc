#include "net/content_decoder.hpp"

#include "net/http_failure.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <array>
#include <zlib.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

class Identity final : public ContentDecoder {
 public:
  Result<Done> feed(std::string_view bytes, const ByteSink& sink) override { return sink(bytes); }
  Result<Done> finish() override { return Done{}; }
};

Error broken(std::string_view what) {
  return failure(Reason::decode, fmt::format("the compressed body {}", what));
}

class Inflater final : public ContentDecoder {
 public:
  Inflater() = default;
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  ~Inflater() override {
    if (started_) inflateEnd(&stream_);
  }

  Result<Done> feed(std::string_view bytes, const ByteSink& sink) override;
  Result<Done> finish() override;

 private:
  Result<Done> start();
  Result<Done> inflate_all(std::string_view bytes, const ByteSink& sink);

  std::string first_bytes_{};
  z_stream stream_{};
  bool started_ = false;
  bool ended_ = false;
};

Result<Done> Inflater::feed(std::string_view bytes, const ByteSink& sink) {
  if (started_) return inflate_all(bytes, sink);
  first_bytes_ += bytes;
  if (first_bytes_.size() < 2) return Done{};
  if (auto ready = start(); !ready) return ready;
  return inflate_all(first_bytes_, sink);
}

/// Two bytes tell gzip and zlib from raw deflate, which some servers send as "deflate".
Result<Done> Inflater::start() {
  constexpr int gzip_or_zlib = 15 + 32;
  constexpr int raw = -15;
  const unsigned first = static_cast<unsigned char>(first_bytes_[0]);
  const unsigned second = static_cast<unsigned char>(first_bytes_[1]);
  const bool is_gzip = first == 0x1f && second == 0x8b;
  const bool is_zlib = (first & 0x0fu) == 8 && (first << 8 | second) % 31 == 0;
  if (inflateInit2(&stream_, is_gzip || is_zlib ? gzip_or_zlib : raw) != Z_OK)
    return Error(errc::internal, "zlib has no memory");
  started_ = true;
  return Done{};
}

Result<Done> Inflater::inflate_all(std::string_view bytes, const ByteSink& sink) {
  std::array<char, 16384> piece{};
  // zlib does not write to its input, but its type says so.
  stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream_.avail_in = static_cast<uInt>(bytes.size());
  do {
    if (ended_ && stream_.avail_in > 0) return broken("goes on after its end");
    if (ended_) return Done{};
    stream_.next_out = reinterpret_cast<Bytef*>(piece.data());
    stream_.avail_out = static_cast<uInt>(piece.size());
    const int state = inflate(&stream_, Z_SYNC_FLUSH);
    if (state != Z_OK && state != Z_STREAM_END && state != Z_BUF_ERROR) return broken("is damaged");
    ended_ = state == Z_STREAM_END;
    const std::string_view made(piece.data(), piece.size() - stream_.avail_out);
    if (!made.empty())
      if (auto taken = sink(made); !taken) return taken;
  } while (stream_.avail_in > 0 || stream_.avail_out == 0);
  return Done{};
}

Result<Done> Inflater::finish() {
  const bool empty = !started_ && first_bytes_.empty();
  if (empty || ended_) return Done{};
  return broken("ends too early");
}

}  // namespace

Result<std::unique_ptr<ContentDecoder>> make_content_decoder(std::string_view coding) {
  if (coding.empty() || same_ignoring_case(coding, "identity"))
    return std::unique_ptr<ContentDecoder>(std::make_unique<Identity>());
  for (const std::string_view known : {"gzip", "x-gzip", "deflate"})
    if (same_ignoring_case(coding, known))
      return std::unique_ptr<ContentDecoder>(std::make_unique<Inflater>());
  constexpr std::size_t most_shown = 40;
  return failure(Reason::decode, fmt::format("the body has the content coding '{}', which we did "
                                             "not ask for and cannot undo",
                                             coding.substr(0, most_shown)));
}

}  // namespace detail
WMH_END_NAMESPACE
