#pragma once

#include <wmh/provider.hpp>
#include <wmh/step_log.hpp>

#include <deque>
#include <functional>

WMH_BEGIN_NAMESPACE

/// What a predictor keeps of a session from one step to the next, so that it need not read the
/// whole history again. Only the steps of that session use it, which come one at a time.
struct SessionMemory {
  const void* owner = nullptr;  ///< The predictor that put `notes` there.
  std::shared_ptr<void> notes{};
};

/// Everything a Predictor may look at: the session before the action, and the action.
class PredictionRequest {
 public:
  explicit PredictionRequest(Action act) : action(std::move(act)) {}

  std::optional<std::string> task{};
  EnvState state{};
  /// Oldest first; null when there is none. Steps of a live session come without their task and
  /// without the evidence in the metadata of their observations.
  std::shared_ptr<const std::deque<Step>> history{};
  Action action;
  std::size_t first_step = 0;  ///< The index in the session of the oldest step in `history`.
  std::shared_ptr<SessionMemory> memory{};  ///< Null: nothing is kept.
  std::optional<std::int64_t> seed{};  ///< Of the session, for what leaves its answers to chance.
  std::string exclude_trace{};  ///< Never answer from this trace (evaluation). Empty: use all.
};

struct Prediction {
  Observation observation{};
  std::string state_note{};  ///< What to remember; becomes a line of the session's scratchpad.
  TokenUsage usage{};
  std::int64_t calls = 0;        ///< To language models.
  std::int64_t calls_saved = 0;  ///< Not made, since the recordings decided the answer.
  std::string model{};           ///< The language model that answered; empty where none did.
};

/// Plays the environment: what would it answer to this action? Callable from any thread.
class WMH_API Predictor {
 public:
  virtual ~Predictor();
  virtual Task<Prediction> predict(PredictionRequest request) = 0;
  /// The answer where the evidence at hand decides it, without any cost; nullopt where it does not,
  /// as for a predictor that is never so sure.
  virtual Result<std::optional<Prediction>> recall(const PredictionRequest& request);
  /// Whether such an action may change what later ones are answered, as far as is known. A
  /// predictor that knows nothing of it says no.
  virtual bool changes_state(const Action& action) const;
  /// Takes a step of a live session in as evidence; called only where enrichment is on.
  virtual Task<Done> learn(RecordedStep step);
};

/// A file of what a predictor learned from its recordings beside themselves, so that it need not
/// learn again. Read if it was written for as many recordings; else, and where it is not there,
/// learning takes place. `write`: learn in any case, and write the file.
struct LearnedFile {
  std::filesystem::path path{};
  bool write = false;
};

/// Answers from recordings alone, the same way every time (docs/offline-model.md). Each answer
/// tells in its metadata
/// - `source`: "recorded" (the recordings decide it), "nearest" (made from what comes nearest) or
///   "unknown" (nothing is recorded of the tool: an error);
/// - `confidence`: how many of a hundred such answers are right, as a share;
/// - `evidence`: {trace_id, step, row, context, agreeing}: the recorded step it is taken from
///   (trace_id and row are null for an earlier step of the session), what the two had to have in
///   common, and how many recordings agree; null when unknown.
///
/// Its recall() gives the answers of source "recorded". In trials on recordings that were left out
/// at least 99 of 100 of them were right, or else there are none.
///
/// `use` picks the rows of the log to answer from; null takes all of them. Fails when the log or
/// the file cannot be read, or the file cannot be written.
WMH_API Result<std::shared_ptr<Predictor>> make_offline_predictor(
    std::shared_ptr<StepLog> log, const std::function<bool(const RecordedStep&)>& use = {},
    const LearnedFile& learned = {});

WMH_END_NAMESPACE
