#pragma once

#include <wmh/predictor.hpp>

#include <filesystem>

namespace wmh::cli {

struct ReplayChoice {
  std::string trace_id;  ///< Empty: a trace drawn with `seed`.
  std::size_t steps = 5;
  std::uint64_t seed = 0;
};

struct ReplayedStep {
  std::shared_ptr<const RecordedStep> recorded;
  Observation predicted;
  bool exact = false;
};

struct Replay {
  std::string trace_id{};  ///< Empty where the recording does not say.
  std::vector<ReplayedStep> steps{};
  std::size_t exact = 0;
};

/// What predicts, made of the offline predictor of the recordings that it may use; null: that one.
using PlaysWith =
    std::function<Result<std::shared_ptr<Predictor>>(std::shared_ptr<Predictor> recordings)>;

/// Predicts the first steps of a trace that the model has recorded, each after its recorded
/// beginning and without that trace as evidence. Steps recorded without a trace stand for
/// themselves: they alone are kept from the model.
Result<Replay> replay_recording(const std::filesystem::path& model_dir, const ReplayChoice& choice,
                                const PlaysWith& plays_with = {});

}  // namespace wmh::cli
