#pragma once

#include <wmh/types.hpp>

#include "util/recent_rows.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A JSON object or array with blanks around it; null for any other text.
json::value parse_container(std::string_view text);

/// The field that a path ends in: "name" of "list[0].name" and of "name[2]".
std::string_view field_of(std::string_view path);

/// JSON has no text for what a number beyond the range of a double is read as.
bool has_json_text(const json::value& leaf);

/// Values by the name of their field, as JSON text: what some steps have shown.
class NamedValues {
 public:
  void add_action(const Action& action);
  void add_observation(const Observation& observation);
  void add(const Step& step) {
    add_action(step.action);
    add_observation(step.observation);
  }
  /// The value of a name that has but one; null otherwise.
  const std::string* only(std::string_view name) const;
  /// Roughly what it takes in memory.
  std::size_t bytes() const noexcept { return bytes_; }

 private:
  void add(std::string_view name, std::string text);

  std::map<std::string, std::string, std::less<>> values_{};  // empty text: more than one value
  std::size_t bytes_ = 0;
};

/// Values by hashes of their names and texts.
struct HashedValue {
  std::uint32_t name;
  std::uint32_t value;
};
using HashedValues = std::vector<HashedValue>;

/// The values of observations that were read lately, at most about 16 MiB: sessions are shown what
/// was recorded, and so the same again and again. Callable from any thread.
class ReadObservations {
 public:
  /// `hash`: of the observation.
  std::shared_ptr<const HashedValues> values(const Observation& observation, std::uint64_t hash);

 private:
  struct Read {
    std::string content;
    HashedValues values;
  };
  static constexpr std::size_t max_bytes = 16 << 20;

  RecentRows<Read> read_{max_bytes};
};

/// The same for the steps of a session that goes on and forgets its oldest ones: by hashes, since
/// there are many sessions.
class ShownValues {
 public:
  /// A value under a name, and the last step that showed it.
  struct Shown {
    std::uint32_t name;
    std::uint32_t value;
    std::uint32_t step;
  };

  /// Steps are added in their order.
  void add(const HashedValues& values, std::size_t index);
  void add_action(const Action& action, std::size_t index);
  /// Forgets what no step from `first` on has shown.
  void forget_before(std::size_t first);

  /// How many different values there are under a name, and one of them.
  struct Known {
    std::size_t count = 0;
    Shown shown{};
  };
  Known known(std::string_view name) const;

 private:
  void add(const HashedValue& value, std::size_t step);
  std::pair<std::ptrdiff_t, std::ptrdiff_t> of_name(std::uint32_t name) const;

  std::vector<Shown> shown_{};  // sorted by name
};

/// The text of a value that is shown there; empty when it is not.
std::string text_in(const Action& action, const ShownValues::Shown& shown);
std::string text_in(const Step& step, const ShownValues::Shown& shown);

}  // namespace detail
WMH_END_NAMESPACE
