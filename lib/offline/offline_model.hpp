#pragma once

#include "offline/error_form.hpp"
#include "offline/learned.hpp"
#include "offline/named_values.hpp"
#include "util/recent_rows.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The recordings, what was learned from them, and the answers that they give. Answers may be asked
/// for from any number of threads while nothing is added.
class OfflineModel {
 public:
  explicit OfflineModel(std::shared_ptr<StepLog> log)
      : log_(log), cache_(std::move(log)), recordings_(embedding_dim) {}

  void add(const RecordedStep& recorded, std::size_t row);
  /// Ends the adding of recordings that are learned from.
  void close() { recordings_.learn_shapes(); }
  Result<Done> learn();
  void set_learned(Learned learned) { learned_ = std::move(learned); }
  const Learned& learned() const noexcept { return learned_; }

  Result<Prediction> answer(const PredictionRequest& request);
  /// The answer that the recordings decide; nullopt where they do not.
  Result<std::optional<Prediction>> recall(const PredictionRequest& request) const;
  /// Whether the recordings show that calls of the action's tool change what some tool answers.
  bool changes_state(const Action& action) const;

 private:
  static constexpr std::size_t embedding_dim = 512;
  static constexpr std::size_t kept_bytes = 32 << 20;  ///< Of each thing used lately.

  Result<std::shared_ptr<const RecordedStep>> recorded_step(std::size_t row) const;
  Result<Prediction> recorded_answer(const TrustedAnswer& trusted,
                                     const PredictionRequest& request) const;
  Prediction unknown_answer(const PredictionRequest& request) const;
  Result<Prediction> nearest_answer(const PredictionRequest& request, const Query& query);
  Choice choose_nearest(const Question& question) const;
  Result<std::string> bettered(const PredictionRequest& request, const Query& query,
                               const Neighbour& neighbour, const std::vector<Guess>& guesses,
                               const Choice& choice);
  Result<std::shared_ptr<const NamedValues>> shown_with(const Neighbour& neighbour);

  std::shared_ptr<StepLog> log_;
  StepCache cache_;
  mutable RecentRows<RecordedStep> answers_{kept_bytes};
  RecentRows<NamedValues> shown_{kept_bytes};  // by entry
  ReadObservations read_{};
  Recordings recordings_;
  ErrorForm error_form_{};
  Learned learned_{};
};

}  // namespace detail
WMH_END_NAMESPACE
