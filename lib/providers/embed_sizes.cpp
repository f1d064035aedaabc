#include "providers/embed_sizes.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr EmbedSize sizes[] = {
    {"text-embedding-3-small", 1536, true},        {"text-embedding-3-large", 3072, true},
    {"text-embedding-ada-002", 1536, false},       {"titan-embed-text-v2", 1024, true},
    {"titan-embed-text-v1", 1536, false},          {"cohere.embed-english-v3", 1024, false},
    {"cohere.embed-multilingual-v3", 1024, false}, {"cohere.embed-v4", 1536, true},
};

}  // namespace

const EmbedSize* embed_size_of(std::string_view model) noexcept {
  for (const EmbedSize& size : sizes)
    if (model.find(size.model) != std::string_view::npos) return &size;
  return nullptr;
}

Result<EmbedDim> embed_dim(std::string_view model, std::size_t wanted, bool shorten) {
  const EmbedSize* size = embed_size_of(model);
  if (size == nullptr) {
    if (wanted != 0) return EmbedDim{wanted, shorten ? wanted : 0};
    return Error(
        errc::invalid_argument,
        fmt::format("how long the vectors of {} are is not known; set EmbedderOptions::dim",
                    model));
  }
  if (wanted == 0 || wanted == size->dim) return EmbedDim{size->dim, 0};
  if (size->may_be_shorter && wanted < size->dim) return EmbedDim{wanted, wanted};
  return Error(errc::invalid_argument,
               fmt::format("{} makes vectors of {} values{}, not of {}; set EmbedderOptions::dim",
                           model, size->dim, size->may_be_shorter ? " or fewer" : "", wanted));
}

}  // namespace detail
WMH_END_NAMESPACE
