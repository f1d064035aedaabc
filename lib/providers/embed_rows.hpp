#pragma once

// What the decoders of embeddings share.
#include "providers/embed.hpp"
#include "providers/wire_json.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Collects rows that may come in any order.
class EmbedRows {
 public:
  /// `dim` 0: as the first row has it.
  EmbedRows(std::size_t count, std::size_t dim) : rows_(count), dim_(dim) {}

  /// Takes numbers, or base64 of little-endian float32.
  void add(std::size_t index, const json::value* row);

  /// The rows, or what is wrong with them.
  Result<Embeddings> finish();

 private:
  void fail(std::string problem);
  std::vector<float> read(const json::value* row);

  std::vector<std::vector<float>> rows_;
  std::size_t dim_;
  std::size_t added_ = 0;
  std::string problem_{};
};

/// Fails for no texts, and for one that is empty.
Result<Done> check_embed_texts(std::span<const std::string> texts);

}  // namespace detail
WMH_END_NAMESPACE
