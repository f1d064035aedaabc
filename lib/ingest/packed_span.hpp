#pragma once

#include "ingest/span_record.hpp"

#include <array>
#include <cstddef>
#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What a step is made of, kept in one block of memory: a corpus has millions of spans.
class PackedSpan {
 public:
  explicit PackedSpan(const SpanRecord& record);

  std::int64_t start() const noexcept { return start_; }
  SpanRole role() const noexcept { return role_; }
  std::string_view span_id() const noexcept { return *text(0); }

  bool operator==(const PackedSpan& other) const noexcept;

  /// Without trace id, kind, prompt and metadata. The texts live as long as this object.
  SpanRecord record() const;

 private:
  static constexpr std::size_t text_count = 6;
  using Texts = std::array<std::optional<std::string_view>, text_count>;
  static Texts texts_of(const SpanRecord& record) noexcept;
  std::optional<std::string_view> text(std::size_t index) const noexcept;
  std::string_view bytes() const noexcept { return {bytes_.get(), ends_.back()}; }

  std::int64_t start_;
  std::array<std::uint32_t, text_count> ends_{};
  std::uint8_t present_ = 0;  ///< A bit for each text.
  SpanRole role_;
  bool is_error_;
  std::unique_ptr<char[]> bytes_{};
};

}  // namespace detail
WMH_END_NAMESPACE
