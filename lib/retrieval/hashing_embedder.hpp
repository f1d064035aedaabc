#pragma once

#include <wmh/retriever.hpp>

#include <atomic>
#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Hashed character trigrams of the lower-cased text. Each trigram's BLAKE2b-64 picks a dimension
/// and a sign; the sums are scaled to length 1. Callable from any thread.
class HashingEmbedder final : public Embedder {
 public:
  explicit HashingEmbedder(std::size_t dim);

  std::string_view name() const noexcept override { return "hashing"; }
  std::size_t dim() const noexcept override { return dim_; }
  Task<Embeddings> embed(std::vector<std::string> texts) override;

  // Both replace `row`, which has dim() values.
  void embed_into(std::string_view text, std::span<float> row) const;
  /// The signed counts that embed_into scales.
  void count_into(std::string_view text, std::span<float> row) const;

 private:
  /// Where a trigram counts: dimension + 1, negative for a negative sign.
  std::int32_t slot_of(std::string_view utf8) const;
  std::int32_t ascii_slot(std::uint32_t first, std::uint32_t second, std::uint32_t third) const;
  void add_ascii(std::string_view text, std::span<float> row) const;
  void add_unicode(std::string_view text, std::span<float> row) const;

  std::size_t dim_;
  /// Slots of the ASCII trigrams met so far; 0: not met. Racing writers write the same value.
  std::unique_ptr<std::atomic<std::int32_t>[]> ascii_slots_;
};

}  // namespace detail
WMH_END_NAMESPACE
