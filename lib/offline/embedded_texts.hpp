#pragma once

#include "retrieval/append_rows.hpp"
#include "retrieval/hashing_embedder.hpp"
#include "util/recent_rows.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Different texts, each with a number (from 0, in the order of arrival) and an embedding: square
/// roots of hashed trigram counts, so that what a text repeats does not drown the rest (the
/// Hellinger kernel). Any number of readers or one writer.
class EmbeddedTexts {
 public:
  explicit EmbeddedTexts(const HashingEmbedder& embedder)
      : embedder_(embedder), rows_(embedder.dim()) {}

  /// The number of a text, which is new or known.
  std::uint32_t add(std::string_view text);
  std::optional<std::uint32_t> find(std::string_view text) const;
  std::size_t size() const noexcept { return rows_.size(); }
  /// The cosine of `text` with each text, by number. Those asked for lately are kept.
  using Cosines = std::shared_ptr<const std::vector<float>>;
  Cosines cosines(std::string_view text) const;
  std::vector<float> embedding_of(std::string_view text) const;

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>()(text);
    }
  };

  struct Compared {
    std::string text;
    std::vector<float> cosines;
  };
  static constexpr std::size_t kept_bytes = 1 << 20;

  const HashingEmbedder& embedder_;
  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_{};
  AppendRows<float> rows_;
  mutable RecentRows<Compared> compared_{kept_bytes};  // by the hash of the text
};

}  // namespace detail
WMH_END_NAMESPACE
