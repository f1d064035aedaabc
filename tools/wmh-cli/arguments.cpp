// The parser reads the option records directly: a general library would need the same table once
// more in its own words, and costs a dynamic library at every start.
#include "arguments.hpp"

#include "help.hpp"
#include "suggest.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace wmh::cli {
namespace {

template <class Number>
std::optional<Number> to_number(std::string_view text) {
  Number number{};
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::string range_of(const Option& option) {
  if (option.most == UINT64_MAX) return fmt::format("a whole number from {} up", option.least);
  return fmt::format("a whole number from {} to {}", option.least, option.most);
}

/// What `value` must be and is not.
std::optional<std::string> wrong_number(const Option& option, std::string_view value) {
  if (option.takes == Takes::whole) {
    const auto number = to_number<std::uint64_t>(value);
    if (!number || *number < option.least || *number > option.most) return range_of(option);
  }
  if (option.takes == Takes::share) {
    const auto number = to_number<double>(value);
    if (!number || !(*number > 0 && *number < 1)) return "a number between 0 and 1";
  }
  if (option.takes == Takes::amount) {
    const auto number = to_number<double>(value);
    if (!number || !(*number >= 0 && std::isfinite(*number))) return "a number of at least 0";
  }
  return std::nullopt;
}

std::optional<std::string> wrong_choice(std::span<const std::string_view> choices,
                                        std::string_view value) {
  if (choices.empty()) return std::nullopt;
  for (const std::string_view choice : choices)
    if (choice == value) return std::nullopt;
  return fmt::format("one of {}", fmt::join(choices, ", "));
}

std::optional<std::string> problem_of(const Option& option, std::string_view value) {
  if (option.problem) return option.problem(value);
  auto wanted = wrong_number(option, value);
  if (!wanted) wanted = wrong_choice(option.choices, value);
  if (!wanted && value.empty()) wanted = "a text that is not empty";
  if (!wanted) return std::nullopt;
  return fmt::format("--{} must be {}, not \"{}\"", option.name, *wanted, value);
}

}  // namespace

const Option* find_option(std::span<const Option* const> options, std::string_view name) {
  for (const Option* option : options)
    if (option->name == name) return option;
  return nullptr;
}

/// Walks over the words once; the first thing wrong ends the walk.
class Parser {
 public:
  Parser(const Command& command, std::span<const std::string> words)
      : command_(command), words_(words) {}

  Result<Arguments> parse() {
    while (at_ < words_.size() && !problem_)
      take(words_[at_++]);
    if (!problem_) check_positionals();
    if (problem_) return Error(errc::invalid_argument, *problem_ + see_help());
    return std::move(arguments_);
  }

 private:
  void take(std::string_view word) {
    if (word == "--") {
      take_rest();
    } else if (word == "-h") {
      arguments_.values_["help"].emplace_back();
    } else if (word.starts_with("--")) {
      take_option(word.substr(2));
    } else if (word.size() > 1 && word.front() == '-') {
      problem_ = fmt::format("unknown option {}", word);
    } else {
      arguments_.positionals_.emplace_back(word);
    }
  }

  void take_rest() {
    auto& target = command_.positional.rest ? arguments_.rest_ : arguments_.positionals_;
    target.insert(target.end(), words_.begin() + static_cast<std::ptrdiff_t>(at_), words_.end());
    at_ = words_.size();
  }

  void take_option(std::string_view word) {
    const std::size_t equals = word.find('=');
    const std::string_view name = word.substr(0, equals);
    std::optional<std::string> value;
    if (equals != std::string_view::npos) value = std::string(word.substr(equals + 1));
    if (const Option* option = find_option(command_.options, name))
      return store(*option, std::move(value));
    if (const Option* option = negated(name)) return store_switch(*option, value, "no");
    problem_ = fmt::format("unknown option --{}{}", name, did_you_mean(name, names(), "--"));
  }

  const Option* negated(std::string_view name) const {
    if (!name.starts_with("no-")) return nullptr;
    const Option* option = find_option(command_.options, name.substr(3));
    return option && option->negatable ? option : nullptr;
  }

  void store(const Option& option, std::optional<std::string> value) {
    if (option.takes == Takes::nothing) return store_switch(option, value, "");
    if (!value) {
      if (at_ == words_.size() || words_[at_].starts_with("--")) {
        problem_ = fmt::format("--{} needs a value: --{} {}", option.name, option.name,
                               option.placeholder);
        return;
      }
      value = words_[at_++];
    }
    problem_ = problem_of(option, *value);
    arguments_.values_[option.name].push_back(std::move(*value));
  }

  void store_switch(const Option& option, const std::optional<std::string>& value,
                    std::string_view meaning) {
    if (value) problem_ = fmt::format("--{} takes no value, got \"{}\"", option.name, *value);
    arguments_.values_[option.name].emplace_back(meaning);
  }

  void check_positionals() {
    const Positional& wanted = command_.positional;
    const auto& found = arguments_.positionals_;
    // Asking for help is never wrong.
    if (arguments_.values_.contains("help")) return;
    if (found.size() > wanted.most) {
      problem_ = fmt::format("unexpected argument \"{}\"; usage: {}", found[wanted.most],
                             usage_line(command_));
    } else if (found.size() < wanted.least) {
      problem_ = fmt::format("{} needs {}; usage: {}", command_.name, wanted.placeholder,
                             usage_line(command_));
    } else if (!found.empty()) {
      if (auto choices = wrong_choice(wanted.choices, found.front()))
        problem_ =
            fmt::format("{} must be {}, not \"{}\"", wanted.placeholder, *choices, found.front());
    }
  }

  std::vector<std::string_view> names() const {
    std::vector<std::string_view> all;
    for (const Option* option : command_.options)
      all.push_back(option->name);
    return all;
  }

  std::string see_help() const { return fmt::format("; see wmh help {}", command_.name); }

  const Command& command_;
  std::span<const std::string> words_;
  std::size_t at_ = 0;
  Arguments arguments_{};
  std::optional<std::string> problem_{};
};

Result<Arguments> parse_arguments(const Command& command, std::span<const std::string> words) {
  return Parser(command, words).parse();
}

bool Arguments::flag(const Option& option) const {
  const auto found = values_.find(option.name);
  return found == values_.end() ? option.fallback == "on" : found->second.back().empty();
}

std::string Arguments::text(const Option& option) const {
  return optional(option).value_or(std::string(option.fallback));
}

std::optional<std::string> Arguments::optional(const Option& option) const {
  const auto found = values_.find(option.name);
  if (found == values_.end()) return std::nullopt;
  return found->second.back();
}

std::vector<std::string> Arguments::all(const Option& option) const {
  const auto found = values_.find(option.name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::uint64_t Arguments::whole(const Option& option) const {
  return to_number<std::uint64_t>(text(option)).value_or(0);
}

double Arguments::number(const Option& option) const {
  return to_number<double>(text(option)).value_or(0);
}

}  // namespace wmh::cli
