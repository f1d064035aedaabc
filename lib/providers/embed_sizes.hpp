#pragma once

#include <wmh/error.hpp>

#include <cstddef>
#include <optional>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How long a model's vectors are.
struct EmbedSize {
  std::string_view model{};  ///< What its id contains.
  std::size_t dim = 0;
  bool may_be_shorter = false;  ///< On request.
};

/// Null for a model that is not in the table.
const EmbedSize* embed_size_of(std::string_view model) noexcept;

/// The length of an embedder's vectors, and what its model is asked for (0: nothing).
struct EmbedDim {
  std::size_t dim = 0;
  std::size_t asked = 0;
};

/// `wanted` 0: the model's own. `shorten`: ask also a model that is not in the table. Fails for a
/// length that is not known or that the model cannot make.
Result<EmbedDim> embed_dim(std::string_view model, std::size_t wanted, bool shorten);

}  // namespace detail
WMH_END_NAMESPACE
