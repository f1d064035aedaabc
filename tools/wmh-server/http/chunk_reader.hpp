#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace wmh::server {

/// Reads a chunked body (RFC 9112, 7.1), however it is cut. Extensions and trailers are checked and
/// dropped.
class ChunkReader {
 public:
  /// `most_trailers` bounds the bytes of all trailers.
  explicit ChunkReader(std::size_t most_trailers) : most_trailers_(most_trailers) {}

  struct Step {
    std::size_t used = 0;     ///< Bytes taken.
    std::string_view data{};  ///< Those of them that belong to the body.
  };
  /// Takes bytes up to the end of the body's next piece. Nothing is taken once it is done or
  /// broken.
  Step feed(std::string_view bytes);

  bool done() const noexcept { return state_ == State::done; }
  bool broken() const noexcept { return state_ == State::broken; }
  /// What the chunk's head says is still to come of it: a limit can refuse it before it is there.
  std::uint64_t left_in_chunk() const noexcept { return state_ == State::data ? left_ : 0; }

 private:
  enum class State {
    size_first,
    size,
    extension,
    quoted,
    size_end,
    data,
    data_return,
    data_end,
    trailer,
    trailer_end,
    done,
    broken
  };
  State next(char c);
  State after_size(char c);
  State in_extension(char c);
  State in_quotes(char c);
  State end_trailer();

  State state_ = State::size_first;
  std::size_t most_trailers_;
  std::size_t trailers_ = 0;
  std::size_t line_ = 0;
  std::uint64_t left_ = 0;
  bool escaped_ = false;
  std::string trailer_{};
};

}  // namespace wmh::server
