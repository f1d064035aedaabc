#pragma once

#include "http/body_store.hpp"
#include "http/check_head.hpp"
#include "http/chunk_reader.hpp"

namespace wmh::server {

/// Reads one request from bytes that come in any pieces. Knows no sockets: the owner feeds it, asks
/// for the plan in between, and looks at its state.
class RequestReader {
 public:
  enum class State { head, planning, body, complete, refused };

  explicit RequestReader(std::size_t max_head) : max_head_(max_head) {}

  /// Takes what it can use of all that is unread and returns how much that was. The same bytes come
  /// again, with more behind them, until they are taken. Stops in State::planning.
  std::size_t feed(std::string_view unread);
  /// Leaves State::planning.
  void follow(const BodyPlan& plan);
  void refuse(int status, std::string why);

  State state() const noexcept { return state_; }
  bool has_begun() const noexcept { return begun_; }
  const RequestHead& head() const noexcept { return request_.head; }
  RequestHead& head() noexcept { return request_.head; }
  const Framing& framing() const noexcept { return framing_; }
  const Refusal& refusal() const noexcept { return refusal_; }
  /// In State::complete, once.
  Request take() noexcept { return std::move(request_); }

 private:
  std::size_t feed_head(std::string_view unread);
  std::size_t feed_body(std::string_view unread);
  std::size_t feed_chunks(std::string_view unread);
  void put(std::string_view bytes);
  void finish();

  std::size_t max_head_;
  State state_ = State::head;
  bool begun_ = false;
  bool skipped_line_ = false;
  std::size_t seen_ = 0;
  Request request_{};
  Framing framing_{};
  Refusal refusal_{};
  std::uint64_t left_ = 0;  ///< Of the declared length, or of the limit for chunks.
  std::optional<BodyStore> store_{};
  std::optional<ChunkReader> chunks_{};
};

}  // namespace wmh::server
