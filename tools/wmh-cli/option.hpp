#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace wmh::cli {

/// What an option takes, which is what the parser checks.
enum class Takes {
  nothing,  ///< A switch.
  text,
  whole,  ///< A whole number from `least` to `most`.
  share,  ///< A number between 0 and 1, both excluded.
  amount  ///< A number of at least 0.
};

/// What a shell offers for a value.
enum class Offer { nothing, files, folders, models, suites, examples, commands };

/// One option of a command. The parser, the help and the completion scripts read nothing else, so
/// an option is described once.
struct Option {
  std::string_view name = {};         ///< Without the dashes.
  std::string_view placeholder = {};  ///< Of the value in the help; empty for a switch.
  std::string_view help = {};
  std::string_view fallback = {};  ///< The value when not given, as the user would write it.
  Takes takes = Takes::text;
  bool repeatable = false;
  bool negatable = false;  ///< A switch that also has a `--no-` form.
  std::span<const std::string_view> choices = {};
  Offer offer = Offer::nothing;
  std::uint64_t least = 0;
  std::uint64_t most = UINT64_MAX;
  /// Says what is wrong with a value; takes the place of the check against `choices`.
  std::optional<std::string> (*problem)(std::string_view value) = nullptr;
};

/// The arguments without a name that a command takes.
struct Positional {
  std::string_view placeholder = {};
  std::string_view help = {};
  std::size_t least = 0;
  std::size_t most = 0;
  std::span<const std::string_view> choices = {};
  Offer offer = Offer::nothing;
  bool rest = false;  ///< Whatever follows `--` is passed on.
};

}  // namespace wmh::cli
