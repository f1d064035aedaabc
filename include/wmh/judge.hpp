#pragma once

#include <wmh/async.hpp>
#include <wmh/types.hpp>

#include <memory>

WMH_BEGIN_NAMESPACE

struct Verdict {
  double score = 0;  ///< 0 (wrong) to 1 (faithful).
  std::string critique{};
  std::vector<std::pair<std::string, double>> dimensions{};  ///< Parts of the score, if it has any.
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

/// By name: "exact", "numeric", "structural". Fails with errc::invalid_argument.
WMH_API Result<std::shared_ptr<Judge>> make_judge(std::string_view name);

WMH_END_NAMESPACE
