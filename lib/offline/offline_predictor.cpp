#include <wmh/json.hpp>
#include <wmh/predictor.hpp>

#include "offline/learned_json.hpp"
#include "offline/offline_model.hpp"
#include "util/file.hpp"

#include <mutex>
#include <shared_mutex>

WMH_BEGIN_NAMESPACE
namespace {

/// nullopt where the file is not there or not of these recordings.
Result<std::optional<detail::Learned>> read_learned(const std::filesystem::path& file,
                                                    std::size_t rows) {
  std::error_code failure;
  if (!std::filesystem::exists(file, failure)) return std::optional<detail::Learned>();
  const auto text = detail::read_file(file);
  if (!text) return text.error();
  const auto value = parse_json(*text);
  if (!value) return Error(errc::corrupt_artifact, value.error().message()).in(file.string());
  auto learned = detail::learned_from_json(*value, rows);
  if (!learned) return std::move(learned).error().in(file.string());
  return learned;
}

class OfflinePredictor final : public Predictor {
 public:
  explicit OfflinePredictor(std::shared_ptr<StepLog> log) : log_(log), model_(std::move(log)) {}

  Result<Done> index(const std::function<bool(const RecordedStep&)>& use) {
    for (std::size_t row = 0; row < log_->size(); ++row) {
      const auto recorded = log_->at(row);
      if (!recorded) return recorded.error();
      if (!use || use(**recorded)) model_.add(**recorded, row);
    }
    model_.close();
    return Done{};
  }

  Result<Done> learn_or_read(const LearnedFile& file) {
    if (!file.path.empty() && !file.write) {
      auto learned = read_learned(file.path, log_->size());
      if (!learned) return learned.error();
      if (*learned) {
        model_.set_learned(std::move(**learned));
        return Done{};
      }
    }
    if (auto learned = model_.learn(); !learned) return learned;
    return file.write ? write_learned(file.path) : Done{};
  }

  Task<Prediction> predict(PredictionRequest request) override {
    std::shared_lock lock(mutex_);
    co_return model_.answer(request);
  }

  Result<std::optional<Prediction>> recall(const PredictionRequest& request) override {
    std::shared_lock lock(mutex_);
    return model_.recall(request);
  }

  bool changes_state(const Action& action) const override {
    std::shared_lock lock(mutex_);
    return model_.changes_state(action);
  }

  Task<Done> learn(RecordedStep recorded) override {
    std::unique_lock lock(mutex_);
    const std::size_t row = log_->add(recorded);
    model_.add(recorded, row);
    co_return Done{};
  }

 private:
  /// Goes on with what the file says, whose numbers are rounded, so that it answers as those do who
  /// read the file.
  Result<Done> write_learned(const std::filesystem::path& file) {
    const json::value value = detail::to_json(model_.learned(), log_->size());
    auto reread = detail::learned_from_json(value, log_->size());
    if (!reread) return reread.error();
    model_.set_learned(std::move(**reread));
    return write_json(file, value);
  }

  std::shared_ptr<StepLog> log_;
  mutable std::shared_mutex mutex_{};  ///< Guards `model_`.
  detail::OfflineModel model_;
};

}  // namespace

Result<std::shared_ptr<Predictor>> make_offline_predictor(
    std::shared_ptr<StepLog> log, const std::function<bool(const RecordedStep&)>& use,
    const LearnedFile& learned) {
  auto predictor = std::make_shared<OfflinePredictor>(std::move(log));
  if (auto indexed = predictor->index(use); !indexed) return indexed.error();
  if (auto done = predictor->learn_or_read(learned); !done) return done.error();
  return std::shared_ptr<Predictor>(std::move(predictor));
}

WMH_END_NAMESPACE
