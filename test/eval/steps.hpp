#pragma once

#include "eval/scored.hpp"

namespace wmh::testing {

/// A scored step of which only confidence and score matter.
inline detail::Scored stated(double confidence, double score) {
  return {"recorded", "lookup", score, score == 1, confidence};
}

}  // namespace wmh::testing
