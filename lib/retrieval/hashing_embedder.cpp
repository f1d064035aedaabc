#include "retrieval/hashing_embedder.hpp"

#include "retrieval/lowercase.hpp"
#include "retrieval/unit_length.hpp"
#include "util/hash.hpp"
#include "util/utf8.hpp"

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t ascii_trigrams = std::size_t{1} << 21;

std::uint32_t lower_ascii(char letter) {
  const auto code = static_cast<unsigned char>(letter);
  return code >= 'A' && code <= 'Z' ? code + 32U : code;
}

void count(std::int32_t slot, std::span<float> row) {
  if (slot > 0)
    row[static_cast<std::size_t>(slot - 1)] += 1;
  else
    row[static_cast<std::size_t>(-slot - 1)] -= 1;
}

bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char letter : text)
    all |= static_cast<unsigned char>(letter);
  return all < 0x80;
}

}  // namespace

HashingEmbedder::HashingEmbedder(std::size_t dim)
    : dim_(dim), ascii_slots_(new std::atomic<std::int32_t>[ascii_trigrams]()) {}

std::int32_t HashingEmbedder::slot_of(std::string_view utf8) const {
  const std::uint64_t hash = blake2b_64_number(utf8);
  const auto slot = static_cast<std::int32_t>(hash % dim_) + 1;
  return (hash >> 56 & 1U) != 0 ? slot : -slot;
}

std::int32_t HashingEmbedder::ascii_slot(std::uint32_t first, std::uint32_t second,
                                         std::uint32_t third) const {
  std::atomic<std::int32_t>& known = ascii_slots_[first << 14 | second << 7 | third];
  if (const std::int32_t slot = known.load(std::memory_order_relaxed)) return slot;
  const char text[3] = {static_cast<char>(first), static_cast<char>(second),
                        static_cast<char>(third)};
  const std::int32_t slot = slot_of({text, 3});
  known.store(slot, std::memory_order_relaxed);
  return slot;
}

void HashingEmbedder::add_ascii(std::string_view text, std::span<float> row) const {
  const auto at = [&](std::size_t i) {
    return i < text.size() ? lower_ascii(text[i]) : std::uint32_t{' '};
  };
  std::uint32_t first = at(0), second = at(1);
  for (std::size_t end = 2; end < std::max<std::size_t>(text.size(), 3); ++end) {
    const std::uint32_t third = at(end);
    count(ascii_slot(first, second, third), row);
    first = second;
    second = third;
  }
}

void HashingEmbedder::add_unicode(std::string_view text, std::span<float> row) const {
  std::vector<char32_t> codes;
  lower_code_points(text, codes);
  codes.resize(std::max<std::size_t>(codes.size(), 3), U' ');
  std::string window;
  for (std::size_t i = 0; i + 3 <= codes.size(); ++i) {
    const char32_t a = codes[i], b = codes[i + 1], c = codes[i + 2];
    if ((a | b | c) < 0x80) {
      count(ascii_slot(a, b, c), row);
      continue;
    }
    window.clear();
    append_utf8(window, a), append_utf8(window, b), append_utf8(window, c);
    count(slot_of(window), row);
  }
}

void HashingEmbedder::count_into(std::string_view text, std::span<float> row) const {
  std::fill(row.begin(), row.end(), 0.0F);
  if (is_ascii(text))
    add_ascii(text, row);
  else
    add_unicode(text, row);
}

void HashingEmbedder::embed_into(std::string_view text, std::span<float> row) const {
  count_into(text, row);
  scale_to_unit_length(row);
}

Task<Embeddings> HashingEmbedder::embed(std::vector<std::string> texts) {
  Embeddings rows{dim_, std::vector<float>(texts.size() * dim_)};
  for (std::size_t i = 0; i < texts.size(); ++i)
    embed_into(texts[i], std::span(rows.values).subspan(i * dim_, dim_));
  co_return rows;
}

}  // namespace detail

std::shared_ptr<Embedder> make_hashing_embedder(std::size_t dim) {
  return std::make_shared<detail::HashingEmbedder>(std::max<std::size_t>(dim, 1));
}

WMH_END_NAMESPACE
