#include <wmh/provider.hpp>

#include "providers/models.hpp"

WMH_BEGIN_NAMESPACE
namespace {

bool holds_on(const detail::PriceRow& row, std::chrono::sys_days day) {
  if (row.since > day) return false;
  for (const detail::PriceRow& other : detail::price_rows())
    if (other.model == row.model && other.above == row.above && other.since > row.since &&
        other.since <= day)
      return false;
  return true;
}

ModelPrice price_of(const detail::PriceRow& row) {
  ModelPrice price;
  price.model = row.model;
  price.above = row.above;
  if (const detail::ModelSize* size = detail::size_of_model(row.model))
    price.context = size->context;
  price.input = row.prices.input;
  price.cache_read = row.prices.cache_read;
  price.cache_write = row.prices.cache_write;
  // A model without a price for answers gives none: it embeds.
  if (row.prices.output > 0) price.output = row.prices.output;
  return price;
}

}  // namespace

std::string_view default_model(std::string_view kind) noexcept {
  const auto known = detail::provider_kind(kind);
  return known ? detail::default_model(*known) : std::string_view();
}

std::vector<ModelPrice> model_prices() {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
  std::vector<ModelPrice> prices;
  for (const detail::PriceRow& row : detail::price_rows())
    if (holds_on(row, today)) prices.push_back(price_of(row));
  return prices;
}

WMH_END_NAMESPACE
