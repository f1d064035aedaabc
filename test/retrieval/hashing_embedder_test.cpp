#include "retrieval/hashing_embedder.hpp"

#include <wmh/json.hpp>
#include <wmh/testing/matchers.hpp>

#include "retrieval/lowercase.hpp"
#include "support/run_task.hpp"
#include "support/shared.hpp"
#include "support/temp_dir.hpp"
#include "util/utf8.hpp"

namespace wmh::testing {
namespace {

std::vector<float> expected_row(const json::value& entry, std::size_t dim) {
  std::vector<float> row(dim);
  for (const json::value& pair : entry.at("nonzero").as_array())
    row[pair.at(0).to_number<std::size_t>()] = pair.at(1).to_number<float>();
  return row;
}

TEST(HashingEmbedder, GivesTheVectorsOfTheOriginal) {
  WMH_REQUIRE_FOLDER(vectors() / "compat/embedding.json");
  const json::value table = parse_json(read_text(vectors() / "compat/embedding.json")).value();
  for (const std::size_t dim : {64U, 512U}) {
    const auto embedder = make_hashing_embedder(dim);
    for (const json::value& entry : table.at(std::to_string(dim)).as_array()) {
      const std::string text(entry.at("text").as_string());
      const Embeddings got = run(embedder->embed({text})).value();
      ASSERT_EQ(got.dim, dim);
      const std::vector<float> expected = expected_row(entry, dim);
      for (std::size_t i = 0; i < dim; ++i)
        EXPECT_NEAR(got.values[i], expected[i], 1e-5) << "dimension " << i << " of: " << text;
    }
  }
}

std::string lower(std::string_view text) {
  std::vector<char32_t> codes;
  detail::lower_code_points(text, codes);
  std::string out;
  for (const char32_t code : codes)
    detail::append_utf8(out, code);
  return out;
}

TEST(Lowercase, FollowsPython) {
  const std::pair<const char*, const char*> cases[] = {
      {"", ""},
      {"Hello, W\xc3\x96RLD", "hello, w\xc3\xb6rld"},
      {"\xc4\xb0x", "i\xcc\x87x"},                                               // dotted capital I
      {"\xce\x9f\xce\x94\xce\x9f\xce\xa3", "\xce\xbf\xce\xb4\xce\xbf\xcf\x82"},  // final sigma
      {"\xce\xa3", "\xcf\x83"},                                                  // alone
      {"A\xce\xa3.", "a\xcf\x82."},
      {"A\xce\xa3"
       "B",
       "a\xcf\x83"
       "b"},
      {"A\xce\xa3.B", "a\xcf\x83.b"},            // the full stop does not end the word
      {"\xf0\x90\x90\x80", "\xf0\x90\x90\xa8"},  // outside the basic plane
  };
  for (const auto& [text, expected] : cases)
    EXPECT_EQ(lower(text), expected) << text;
}

TEST(HashingEmbedder, KeepsRowsApartAndOfLengthOne) {
  const auto embedder = make_hashing_embedder(32);
  const Embeddings rows = run(embedder->embed({"first text", "", "first text"})).value();
  ASSERT_EQ(rows.values.size(), 96U);
  for (std::size_t i = 0; i < 32; ++i)
    EXPECT_EQ(rows.values[i], rows.values[64 + i]);
  EXPECT_THAT(run(embedder->embed({})), IsOk());
}

}  // namespace
}  // namespace wmh::testing
