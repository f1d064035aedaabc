#include "offline/embedded_texts.hpp"

#include "retrieval/dot_rows.hpp"
#include "retrieval/unit_length.hpp"
#include "util/mix_hash.hpp"

#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {

std::vector<float> EmbeddedTexts::embedding_of(std::string_view text) const {
  std::vector<float> row(embedder_.dim());
  embedder_.count_into(text, row);
  for (float& count : row)
    count = std::copysign(std::sqrt(std::abs(count)), count);
  scale_to_unit_length(row);
  return row;
}

std::uint32_t EmbeddedTexts::add(std::string_view text) {
  if (const auto known = find(text)) return *known;
  const auto number = static_cast<std::uint32_t>(rows_.size());
  rows_.append(embedding_of(text));
  numbers_.emplace(text, number);
  return number;
}

std::optional<std::uint32_t> EmbeddedTexts::find(std::string_view text) const {
  const auto known = numbers_.find(text);
  if (known == numbers_.end()) return std::nullopt;
  return known->second;
}

EmbeddedTexts::Cosines EmbeddedTexts::cosines(std::string_view text) const {
  const std::uint64_t hash = text_hash(text);
  if (auto known = compared_.find(hash);
      known && known->text == text && known->cosines.size() == size())
    return {known, &known->cosines};
  auto compared = std::make_shared<Compared>();
  compared->text = text;
  compared->cosines.resize(size());
  const std::vector<float> query = embedding_of(text);
  rows_.for_each_block(0, size(), [&](std::size_t first, std::size_t count, const float* values) {
    fastest_dot_rows()(values, count, embedder_.dim(), query.data(),
                       compared->cosines.data() + first);
  });
  compared_.keep(hash, compared, 200 + text.size() + size() * sizeof(float));
  return {compared, &compared->cosines};
}

}  // namespace detail
WMH_END_NAMESPACE
