#pragma once

#include <wmh/provider.hpp>

#include <memory>

WMH_BEGIN_NAMESPACE

struct Verdict {
  double score = 0;  ///< 0 (wrong) to 1 (faithful).
  std::string critique{};
  std::vector<std::pair<std::string, double>> dimensions{};  ///< Parts of the score, if it has any.
  bool valid = true;  ///< False: the judge gave no judgement; `critique` says why, `score` is 0.
  TokenUsage usage{};
  std::string model{};     ///< The language model that judged; empty where none did.
  std::int64_t calls = 1;  ///< To `model`: more than one where a reply could not be read.
};

/// Compares a prediction with what really happened. Callable from any thread.
class WMH_API Judge {
 public:
  virtual ~Judge();
  virtual std::string_view name() const noexcept = 0;
  virtual Task<Verdict> judge(Step truth, Observation predicted) = 0;
};

/// 1 when `is_error` and the trimmed text are equal, else 0.
WMH_API std::shared_ptr<Judge> make_exact_judge();

/// Field by field over two JSON texts: a number scores 1 - |p - a| / |a|, and 1 within `tolerance`
/// (relative); other fields are equal or not; a missing or invented field is 0. The score is the
/// mean over the union of fields. Texts that are not JSON are compared trimmed.
WMH_API std::shared_ptr<Judge> make_numeric_judge(double tolerance = 0);

/// 0 when `is_error` differs; 1 when the trimmed texts are equal; for two JSON containers the share
/// of leaf paths in their union whose values are equal; else the F1 of the two token multisets,
/// where a token is a run of word characters or one other non-space character.
WMH_API std::shared_ptr<Judge> make_structural_judge();

/// A language model grades five dimensions, each from 0 to 1: factuality counts half, quality a
/// fifth, format, consistency and realism a tenth each. Long observations are shown by their head,
/// their tail and a digest of the whole. A grade that cannot be read is asked for once more and is
/// then invalid. The name holds the rubric's version.
WMH_API std::shared_ptr<Judge> make_rubric_judge(std::shared_ptr<Provider> provider);

/// The Python original's first rubric, for comparison with its figures: five equal dimensions,
/// what is missing counts 0.
WMH_API std::shared_ptr<Judge> make_rubric_v1_judge(std::shared_ptr<Provider> provider);

/// The Python original's `match`: one score for whether the two do the same for an agent.
WMH_API std::shared_ptr<Judge> make_match_judge(std::shared_ptr<Provider> provider);

/// By name: "exact", "numeric", "structural", and with a provider "rubric", "rubric-v1", "match".
/// Fails with errc::invalid_argument.
WMH_API Result<std::shared_ptr<Judge>> make_judge(std::string_view name,
                                                  std::shared_ptr<Provider> provider = {});
/// Whether that judge is one that asks a language model.
WMH_API bool needs_provider(std::string_view judge) noexcept;

/// How an agent did in a whole session.
struct EpisodeVerdict {
  double reward = 0;  ///< From 0 to 1.
  bool success = false;
  std::string critique{};
  std::vector<double> step_rewards{};  ///< One a step, from 0 to 1.
  bool valid = true;                   ///< False: no judgement was given; `critique` says why.
  TokenUsage usage{};
  std::string model{};
  std::int64_t calls = 1;  ///< To `model`, as those of a Verdict.
};

/// Judges what an agent did. Callable from any thread.
class WMH_API EpisodeJudge {
 public:
  virtual ~EpisodeJudge();
  virtual Task<EpisodeVerdict> judge(std::optional<std::string> task, std::vector<Step> steps) = 0;
};

/// One call to a language model for each episode, a second one where the reply cannot be read; none
/// for an episode without steps. Long observations and long episodes are cut in the
/// middle.
WMH_API std::shared_ptr<EpisodeJudge> make_episode_judge(std::shared_ptr<Provider> provider);

WMH_END_NAMESPACE
