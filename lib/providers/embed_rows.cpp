#include "providers/embed_rows.hpp"

#include "providers/digest.hpp"

#include <fmt/format.h>

#include <bit>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::vector<float> floats_of(std::string_view bytes) {
  std::vector<float> row(bytes.size() / 4);
  for (std::size_t i = 0; i < row.size(); ++i) {
    std::uint32_t bits = 0;
    for (std::size_t byte = 4; byte > 0; --byte)
      bits = bits << 8 | static_cast<unsigned char>(bytes[4 * i + byte - 1]);
    row[i] = std::bit_cast<float>(bits);
  }
  return row;
}

}  // namespace

void EmbedRows::fail(std::string problem) {
  if (problem_.empty()) problem_ = std::move(problem);
}

std::vector<float> EmbedRows::read(const json::value* row) {
  std::vector<float> values;
  if (row != nullptr && row->is_string()) {
    const auto bytes = base64_decode(text_of(row));
    if (bytes && bytes->size() % 4 == 0) return floats_of(*bytes);
    fail("a vector is not base64 of float32");
    return values;
  }
  values.reserve(elements(row).size());
  for (const json::value& value : elements(row)) {
    if (!value.is_number()) fail("a vector holds something else than numbers");
    const double number = value.is_number() ? value.to_number<double>() : 0;
    // Beyond float's range the conversion is undefined.
    const bool in_range = std::abs(number) <= std::numeric_limits<float>::max();
    values.push_back(in_range ? static_cast<float>(number)
                              : std::numeric_limits<float>::infinity());
  }
  return values;
}

void EmbedRows::add(std::size_t index, const json::value* row) {
  if (index >= rows_.size()) return fail(fmt::format("there is a vector {}", index));
  if (!rows_[index].empty()) return fail(fmt::format("there are two vectors {}", index));
  std::vector<float> values = read(row);
  if (values.empty()) return fail("a vector is empty");
  if (dim_ == 0) dim_ = values.size();
  if (values.size() != dim_)
    return fail(fmt::format("a vector has {} dimensions instead of {}", values.size(), dim_));
  for (const float value : values)
    if (!std::isfinite(value)) fail("a vector is not finite");
  rows_[index] = std::move(values);
  ++added_;
}

Result<Embeddings> EmbedRows::finish() {
  if (added_ != rows_.size())
    fail(fmt::format("there are {} vectors for {} texts", added_, rows_.size()));
  if (!problem_.empty()) return Error(errc::provider_unavailable, problem_);
  Embeddings all{.dim = dim_};
  all.values.reserve(dim_ * rows_.size());
  for (const std::vector<float>& row : rows_)
    all.values.insert(all.values.end(), row.begin(), row.end());
  return all;
}

Result<Done> check_embed_texts(std::span<const std::string> texts) {
  if (texts.empty()) return Error(errc::invalid_argument, "embeddings: no text; give one");
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (texts[i].empty())
      return Error(errc::invalid_argument,
                   fmt::format("embeddings: text {} is empty; leave it out", i));
  return Done{};
}

}  // namespace detail
WMH_END_NAMESPACE
