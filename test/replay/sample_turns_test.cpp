#include "replay/sample_turns.hpp"

#include <wmh/json.hpp>

#include "support/shared.hpp"
#include "support/temp_dir.hpp"

namespace wmh {
namespace {

using detail::pick_turns;
using detail::PythonRandom;

TEST(PythonRandom, DrawsWhatPythonDraws) {
  // random.Random(0).getrandbits(32) three times, and of a seed above 32 bits.
  PythonRandom zero(0);
  EXPECT_EQ(zero.next(), 3626764237U);
  EXPECT_EQ(zero.next(), 1654615998U);
  EXPECT_EQ(zero.next(), 3255389356U);
  EXPECT_EQ(PythonRandom(1).sample(0, 10, 4), (std::vector<std::size_t>{2, 1, 4, 0}));
  EXPECT_EQ(PythonRandom(1).sample(0, 1000, 4), (std::vector<std::size_t>{137, 582, 867, 821}));
}

TEST(PickTurns, ShortTracesAreScoredWhole) {
  PythonRandom random(7);
  EXPECT_EQ(pick_turns(5, SampleTurns::sampled, random), (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  EXPECT_EQ(pick_turns(8, SampleTurns::all, random).size(), 8U);
  EXPECT_TRUE(pick_turns(0, SampleTurns::sampled, random).empty());
}

TEST(PickTurns, EqualTheOriginal) {
  const auto file = testing::vectors() / "compat/sampled_turns.json";
  WMH_REQUIRE_FOLDER(file);
  const auto folder = testing::vectors() / "compat/ingest";
  const json::value corpora = parse_json(testing::read_text(file)).value();
  for (const auto& corpus : corpora.as_object()) {
    std::map<std::string, std::size_t> steps;
    std::istringstream lines(testing::read_text(folder / (std::string(corpus.key()) + ".jsonl")));
    for (std::string line; std::getline(lines, line);) {
      const json::value trace = parse_json(line).value();
      steps[std::string(trace.at("trace_id").as_string())] =
          trace.at("steps").to_number<std::size_t>();
    }
    PythonRandom random(corpus.value().at("seed").to_number<std::uint64_t>());
    for (const json::value& pick : corpus.value().at("picks").as_array()) {
      const std::string id(pick.at(0).as_string());
      std::vector<std::size_t> expected;
      for (const json::value& turn : pick.at(1).as_array())
        expected.push_back(turn.to_number<std::size_t>());
      EXPECT_EQ(pick_turns(steps.at(id), SampleTurns::sampled, random), expected)
          << corpus.key() << " " << id;
    }
  }
}

}  // namespace
}  // namespace wmh
