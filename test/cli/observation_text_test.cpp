#include "observation_text.hpp"

#include <gtest/gtest.h>

namespace wmh::cli {
namespace {

Observation from(json::object metadata) {
  Observation observation;
  observation.metadata = std::move(metadata);
  return observation;
}

TEST(EvidenceText, SaysWhereAnAnswerIsFrom) {
  EXPECT_EQ(evidence_text(from({{"source", "recorded"},
                                {"confidence", 0.987},
                                {"evidence",
                                 {{"trace_id", "t1"},
                                  {"step", 3},
                                  {"row", 7},
                                  {"context", "arguments+task"},
                                  {"agreeing", 12}}}})),
            "recorded 0.99: arguments+task, step 3 of trace t1, 12 agree");
  EXPECT_EQ(evidence_text(from({{"source", "nearest"},
                                {"confidence", 0.5},
                                {"evidence",
                                 {{"trace_id", nullptr},
                                  {"step", 0},
                                  {"row", nullptr},
                                  {"context", "nearest arguments"},
                                  {"agreeing", 1}}}})),
            "nearest 0.50: nearest arguments, step 0 of this session");
}

TEST(EvidenceText, SaysWhatAPredictorOfAnotherKindSays) {
  EXPECT_EQ(evidence_text(from({{"source", "unknown"}, {"evidence", nullptr}})), "unknown");
  EXPECT_EQ(evidence_text(from({{"evidence", {{"document", "d1"}, {"page", 4}}}})),
            "document d1, page 4");
  EXPECT_EQ(evidence_text(from({})), "");
}

}  // namespace
}  // namespace wmh::cli
