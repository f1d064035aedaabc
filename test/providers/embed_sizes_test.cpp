#include "providers/embed_sizes.hpp"

#include <wmh/testing/matchers.hpp>

namespace wmh::detail {
namespace {

using testing::FailsWith;
using testing::IsOk;
using testing::MessageHas;

TEST(EmbedDim, IsTheModelsOwnOrAskedFor) {
  struct {
    std::string_view model;
    std::size_t wanted;
    bool shorten;
    std::size_t dim;
    std::size_t asked;
  } table[] = {
      {"text-embedding-3-small", 0, false, 1536, 0},
      {"text-embedding-3-small", 1536, true, 1536, 0},
      {"text-embedding-3-large", 256, false, 256, 256},
      {"amazon.titan-embed-text-v2:0", 0, false, 1024, 0},
      {"amazon.titan-embed-text-v2:0", 512, false, 512, 512},
      {"us.cohere.embed-v4:0", 0, false, 1536, 0},
      {"nomic-embed", 768, false, 768, 0},
      {"my-deployment", 256, true, 256, 256},
  };
  for (const auto& [model, wanted, shorten, length, asked] : table) {
    const auto dim = embed_dim(model, wanted, shorten);
    ASSERT_THAT(dim, IsOk()) << model;
    EXPECT_EQ(dim->dim, length) << model;
    EXPECT_EQ(dim->asked, asked) << model;
  }
}

TEST(EmbedDim, SaysWhatCannotBe) {
  const auto unknown = embed_dim("nomic-embed", 0, true);
  EXPECT_THAT(unknown, FailsWith(errc::invalid_argument));
  EXPECT_THAT(unknown, MessageHas("set EmbedderOptions::dim"));
  EXPECT_THAT(embed_dim("text-embedding-ada-002", 256, false),
              MessageHas("1536 values, not of 256"));
  EXPECT_THAT(embed_dim("text-embedding-3-small", 4096, false), MessageHas("1536 values or fewer"));
}

}  // namespace
}  // namespace wmh::detail
