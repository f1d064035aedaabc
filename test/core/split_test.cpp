#include <wmh/json.hpp>
#include <wmh/split.hpp>

#include "support/shared.hpp"
#include "support/temp_dir.hpp"

#include <algorithm>

namespace wmh {
namespace {

TEST(Split, FractionsEqualTheOriginal) {
  const auto file = testing::vectors() / "compat/split.json";
  WMH_REQUIRE_FOLDER(file);
  const json::value corpora = parse_json(testing::read_text(file)).value();
  ASSERT_EQ(corpora.as_object().size(), 8U);
  for (const auto& corpus : corpora.as_object())
    for (const auto& [id, fraction] : corpus.value().at("fractions").as_object())
      EXPECT_EQ(split_fraction(id), fraction.to_number<double>()) << id;
}

TEST(Split, TakesAsManyTracesAsTheOriginal) {
  const auto folder = testing::vectors() / "compat";
  WMH_REQUIRE_FOLDER(folder / "split.json");
  WMH_REQUIRE_FOLDER(folder / "ingest");
  const json::value corpora = parse_json(testing::read_text(folder / "split.json")).value();
  for (const auto& corpus : corpora.as_object()) {
    std::ifstream lines(folder / "ingest" / (std::string(corpus.key()) + ".jsonl"));
    std::vector<std::string> ids;
    for (std::string line; std::getline(lines, line);)
      ids.emplace_back(parse_json(line).value().at("trace_id").as_string());
    EXPECT_EQ(ids.size(), corpus.value().at("traces").to_number<std::size_t>());
    for (const auto& [share, count] : corpus.value().at("train_count").as_object()) {
      const SplitOptions options{.train = std::stod(share)};
      const auto taken = std::count_if(ids.begin(), ids.end(), [&](const std::string& id) {
        return part_of(id, std::nullopt, options) == Part::train;
      });
      EXPECT_EQ(taken, count.to_number<std::ptrdiff_t>()) << corpus.key() << " at " << share;
    }
  }
}

TEST(Split, ThreePartsAreDisjointAndNested) {
  const SplitOptions two{.train = 0.6}, three{.train = 0.6, .validation = 0.2};
  int counts[3] = {};
  for (int i = 0; i < 2000; ++i) {
    const std::string id = std::to_string(i);
    const Part part = part_of(id, std::nullopt, three);
    ++counts[static_cast<int>(part)];
    EXPECT_EQ(part == Part::train, part_of(id, std::nullopt, two) == Part::train);
  }
  EXPECT_NEAR(counts[0], 1200, 100);
  EXPECT_NEAR(counts[1], 400, 80);
  EXPECT_NEAR(counts[2], 400, 80);
}

TEST(Split, ByTaskKeepsATaskTogether) {
  const SplitOptions by_task{.by = SplitBy::task};
  for (int task = 0; task < 20; ++task) {
    const std::string text = "task " + std::to_string(task);
    const Part part = part_of("a", text, by_task);
    for (int i = 0; i < 20; ++i)
      EXPECT_EQ(part_of(std::to_string(i), text, by_task), part);
  }
  const Trace no_task{"id", {Step{Action::message("x")}}};
  EXPECT_EQ(part_of(no_task, by_task), part_of("id", std::nullopt, {}));
}

}  // namespace
}  // namespace wmh
