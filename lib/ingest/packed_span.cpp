#include "ingest/packed_span.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

PackedSpan::Texts PackedSpan::texts_of(const SpanRecord& record) noexcept {
  return {record.span_id, record.tool_name,  record.arguments,
          record.text,    record.structured, record.scratchpad};
}

PackedSpan::PackedSpan(const SpanRecord& record)
    : start_(record.start), role_(record.role), is_error_(record.is_error) {
  const Texts texts = texts_of(record);
  std::size_t size = 0;
  for (std::size_t i = 0; i < text_count; ++i) {
    if (texts[i]) present_ = static_cast<std::uint8_t>(present_ | 1U << i);
    size += texts[i].value_or("").size();
    ends_[i] = static_cast<std::uint32_t>(size);
  }
  bytes_ = std::make_unique_for_overwrite<char[]>(size);
  char* to = bytes_.get();
  for (const auto& text : texts)
    if (text) to += text->copy(to, text->size());
}

std::optional<std::string_view> PackedSpan::text(std::size_t index) const noexcept {
  if ((present_ >> index & 1U) == 0) return std::nullopt;
  const std::uint32_t begin = index == 0 ? 0 : ends_[index - 1];
  return std::string_view(bytes_.get() + begin, ends_[index] - begin);
}

bool PackedSpan::operator==(const PackedSpan& other) const noexcept {
  return start_ == other.start_ && role_ == other.role_ && is_error_ == other.is_error_ &&
         present_ == other.present_ && ends_ == other.ends_ && bytes() == other.bytes();
}

SpanRecord PackedSpan::record() const {
  SpanRecord record;
  record.span_id = span_id();
  record.start = start_;
  record.role = role_;
  record.is_error = is_error_;
  record.tool_name = text(1);
  record.arguments = text(2);
  record.text = text(3);
  record.structured = text(4);
  record.scratchpad = text(5);
  return record;
}

}  // namespace detail
WMH_END_NAMESPACE
