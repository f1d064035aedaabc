#pragma once

#include <wmh/error.hpp>

#include "command.hpp"

#include <map>
#include <vector>

namespace wmh::cli {

/// What a command was given. Values have been checked, so reading them cannot fail.
class Arguments {
 public:
  bool given(const Option& option) const { return values_.contains(option.name); }
  bool flag(const Option& option) const;
  /// The last value given, else the option's own.
  std::string text(const Option& option) const;
  std::optional<std::string> optional(const Option& option) const;
  std::vector<std::string> all(const Option& option) const;
  std::uint64_t whole(const Option& option) const;
  double number(const Option& option) const;  ///< Of a share or an amount.

  const std::vector<std::string>& positionals() const noexcept { return positionals_; }
  const std::vector<std::string>& rest() const noexcept { return rest_; }  ///< After `--`.

 private:
  friend class Parser;
  std::map<std::string_view, std::vector<std::string>> values_;
  std::vector<std::string> positionals_;
  std::vector<std::string> rest_;
};

/// Reads the words after a command's name. The error is for the user as it is.
Result<Arguments> parse_arguments(const Command& command, std::span<const std::string> words);

/// The option of that name (without dashes), or null.
const Option* find_option(std::span<const Option* const> options, std::string_view name);

}  // namespace wmh::cli
