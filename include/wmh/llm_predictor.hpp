#pragma once

#include <wmh/predictor.hpp>
#include <wmh/provider.hpp>
#include <wmh/retriever.hpp>

WMH_BEGIN_NAMESPACE

/// How a language model plays an environment. A prompt's parts are cut so that the whole stays in
/// its bound: observations keep head and tail, the session's oldest steps go first.
struct LlmPredictorOptions {
  std::string prompt{};                     ///< What the model is; empty: the built-in base prompt.
  std::size_t demonstrations = 20;          ///< Recorded steps to show; 0: none.
  std::size_t demonstration_bytes = 2'000;  ///< Of the observation of each.
  std::size_t prompt_bytes = 200'000;       ///< Of all that is said of a step; 4 to a token or so.

  bool recall = true;  ///< Let recordings answer, without a call, what they decide.
  /// With `recall`: answer from recordings where their calibrated confidence is at least this,
  /// whether they decide the answer or come near it. Empty: where they decide it.
  std::optional<double> recall_confidence{};

  bool state_confidence = false;  ///< Ask the model how sure it is (metadata.confidence).
  /// Below this stated confidence the model is shown its answer and asked again, once. Above 0 it
  /// implies state_confidence.
  double review_below = 0;

  std::optional<double> temperature{};  ///< Empty: not sent.
  std::optional<std::int64_t> seed{};   ///< Empty: not sent.
  int max_tokens = 8192;                ///< Of an answer, hidden thoughts included.
};

/// A language model plays the environment; the recordings answer what they decide, and show the
/// model how the environment answers elsewhere. Metadata of an answer by the model:
/// - `source`: "model";
/// - `model`: which;
/// - `evidence`: {demonstrations: [{trace_id, step, similarity}, ...]} that it was shown;
/// - `confidence` where it was asked for and stated;
/// - `form`: "free" when it did not answer in the asked form, "cut" when the answer ended too
/// early.
///
/// `demonstrations` may be null (none are shown), `recordings` too (nothing is recalled).
WMH_API std::shared_ptr<Predictor> make_llm_predictor(std::shared_ptr<Provider> provider,
                                                      std::shared_ptr<Retriever> demonstrations,
                                                      std::shared_ptr<Predictor> recordings,
                                                      LlmPredictorOptions options = {});

/// What a language model is told to be where nothing better was found.
WMH_API std::string_view base_prompt() noexcept;

WMH_END_NAMESPACE
