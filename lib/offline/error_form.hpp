#pragma once

#include <wmh/types.hpp>

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How the recorded environment words its errors.
class ErrorForm {
 public:
  void add(const Step& step);

  /// An error observation for an action of which nothing is recorded: as the environment refuses
  /// tools that it does not have, if such a refusal was recorded; else a text of ours, behind the
  /// beginning that all recorded errors have in common.
  Observation refusal(const Action& action) const;

 private:
  std::optional<std::string> prefix_{};  ///< Of all errors; nullopt before the first.
  /// By tool that never succeeded: an error that names it. Empty: it did succeed.
  std::map<std::string, std::string, std::less<>> refused_{};
};

}  // namespace detail
WMH_END_NAMESPACE
