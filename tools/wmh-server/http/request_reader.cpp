#include "http/request_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::server {
namespace {

constexpr const char* cannot_store = "the body cannot be stored; try again when the disk has room";

std::string too_long(std::size_t limit) {
  return fmt::format("the body is longer than the {} bytes that are taken here", limit);
}

}  // namespace

std::size_t RequestReader::feed(std::string_view unread) {
  switch (state_) {
    case State::head:
      return feed_head(unread);
    case State::body:
      return chunks_ ? feed_chunks(unread) : feed_body(unread);
    case State::planning:
    case State::complete:
    case State::refused:
      break;
  }
  return 0;
}

std::size_t RequestReader::feed_head(std::string_view unread) {
  if (unread.empty()) return 0;
  // RFC 9112, 2.2: some clients send an empty line after a body.
  constexpr std::string_view empty_line = "\r\n";
  if (seen_ == 0 && !skipped_line_ && empty_line.starts_with(unread.substr(0, 2))) {
    skipped_line_ = unread.size() >= 2;
    return skipped_line_ ? 2 + feed_head(unread.substr(2)) : 0;
  }
  begun_ = true;
  const HeadEnd end = find_head_end(unread, seen_);
  seen_ = end.seen;
  if (end.broken) {
    refuse(400, "this is no HTTP/1.1, or a line does not end with CR LF");
  } else if (std::max(end.size, end.size == 0 ? unread.size() : 0) > max_head_) {
    refuse(431, fmt::format("request line and headers pass {} bytes", max_head_));
  } else if (end.size > 0) {
    CheckedHead checked = check_head(unread.substr(0, end.size));
    request_.head = std::move(checked.head);
    framing_ = checked.framing;
    state_ = State::planning;
    if (checked.refusal) refuse(checked.refusal->status, std::move(checked.refusal->why));
  }
  return end.size;
}

void RequestReader::follow(const BodyPlan& plan) {
  if (!framing_.chunked && framing_.length > plan.limit) return refuse(413, too_long(plan.limit));
  state_ = State::body;
  left_ = framing_.chunked ? plan.limit : framing_.length;
  store_.emplace(plan.file);
  if (!store_->is_good()) return refuse(507, cannot_store);
  store_->expect(framing_.chunked ? 0 : left_);
  if (framing_.chunked) chunks_.emplace(max_head_);
  if (!framing_.has_body()) finish();
}

std::size_t RequestReader::feed_body(std::string_view unread) {
  const auto size = static_cast<std::size_t>(std::min<std::uint64_t>(left_, unread.size()));
  put(unread.substr(0, size));
  if (left_ == 0) finish();
  return size;
}

std::size_t RequestReader::feed_chunks(std::string_view unread) {
  std::size_t used = 0;
  while (used < unread.size() && state_ == State::body) {
    const auto step = chunks_->feed(unread.substr(used));
    used += step.used;
    if (chunks_->broken())
      refuse(400, "the chunked body is malformed");
    else if (step.data.size() + chunks_->left_in_chunk() > left_)
      refuse(413, "the body is longer than is taken here");
    else
      put(step.data);
    if (state_ == State::body && chunks_->done()) finish();
  }
  return used;
}

void RequestReader::put(std::string_view bytes) {
  if (bytes.empty()) return;
  left_ -= bytes.size();
  store_->put(bytes);
  if (!store_->is_good()) refuse(507, cannot_store);
}

void RequestReader::finish() {
  if (state_ != State::body) return;
  state_ = State::complete;
  if (!store_->finish(request_)) refuse(507, cannot_store);
  store_.reset();
}

void RequestReader::refuse(int status, std::string why) {
  state_ = State::refused;
  refusal_.status = status;
  refusal_.why = std::move(why);
  store_.reset();
}

}  // namespace wmh::server
