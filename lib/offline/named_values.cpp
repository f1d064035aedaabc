#include "offline/named_values.hpp"

#include <wmh/json.hpp>

#include "util/json_leaves.hpp"
#include "util/mix_hash.hpp"
#include "util/text.hpp"

#include <algorithm>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::uint32_t short_hash(std::string_view text) {
  return static_cast<std::uint32_t>(text_hash(text));
}

bool can_be_named(const json::value& leaf) {
  return leaf.is_primitive() && !leaf.is_null() && !leaf.is_bool() && has_json_text(leaf);
}

/// Calls `take(name, text)` for each value with a name.
template <class Take>
void each_value(const JsonLeaves& leaves, Take take) {
  for (const auto& [path, leaf] : leaves) {
    const std::string_view name = field_of(path);
    if (!name.empty() && can_be_named(*leaf)) take(name, to_text(*leaf));
  }
}

template <class Take>
void each_value(const Action& action, Take take) {
  each_value(json_leaves(action.arguments()), take);
}

template <class Take>
void each_value(const Observation& observation, Take take) {
  const json::value container = parse_container(observation.content);
  if (!container.is_null()) each_value(json_leaves(container), take);
}

template <class Of>
std::string find_text(const Of& of, const ShownValues::Shown& shown) {
  std::string found;
  each_value(of, [&](std::string_view name, std::string text) {
    if (short_hash(name) == shown.name && short_hash(text) == shown.value) found = std::move(text);
  });
  return found;
}

}  // namespace

json::value parse_container(std::string_view text) {
  text = trim(text);
  if (text.empty() || (text.front() != '{' && text.front() != '[')) return nullptr;
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : json::value(nullptr);
}

std::string_view field_of(std::string_view path) {
  const auto dot = path.rfind('.');
  if (dot != std::string_view::npos) path.remove_prefix(dot + 1);
  return path.substr(0, path.find('['));
}

bool has_json_text(const json::value& leaf) {
  return !leaf.is_double() || std::isfinite(leaf.get_double());
}

void NamedValues::add(std::string_view name, std::string text) {
  const auto known = values_.find(name);
  if (known == values_.end()) {
    bytes_ += 128 + name.size() + text.size();
    values_.emplace(name, std::move(text));
  } else if (known->second != text) {
    known->second.clear();
  }
}

void NamedValues::add_action(const Action& action) {
  each_value(action,
             [this](std::string_view name, std::string text) { add(name, std::move(text)); });
}

void NamedValues::add_observation(const Observation& observation) {
  each_value(observation,
             [this](std::string_view name, std::string text) { add(name, std::move(text)); });
}

const std::string* NamedValues::only(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() || found->second.empty() ? nullptr : &found->second;
}

std::shared_ptr<const HashedValues> ReadObservations::values(const Observation& observation,
                                                             std::uint64_t hash) {
  auto read = read_.find(hash);
  if (!read || read->content != observation.content) {
    auto fresh = std::make_shared<Read>();
    fresh->content = observation.content;
    each_value(observation, [&](std::string_view name, const std::string& text) {
      fresh->values.push_back({short_hash(name), short_hash(text)});
    });
    const std::size_t bytes =
        200 + fresh->content.size() + fresh->values.size() * sizeof(HashedValue);
    read = std::move(fresh);
    read_.keep(hash, read, bytes);
  }
  return {read, &read->values};
}

void ShownValues::add(const HashedValue& value, std::size_t step) {
  const Shown shown{value.name, value.value, static_cast<std::uint32_t>(step)};
  const auto [begin, end] = of_name(shown.name);
  const auto known = std::find_if(shown_.begin() + begin, shown_.begin() + end,
                                  [&](const Shown& each) { return each.value == shown.value; });
  if (known != shown_.begin() + end)
    known->step = shown.step;
  else
    shown_.insert(known, shown);
}

void ShownValues::add_action(const Action& action, std::size_t index) {
  each_value(action, [&](std::string_view name, const std::string& text) {
    add(HashedValue{short_hash(name), short_hash(text)}, index);
  });
}

void ShownValues::add(const HashedValues& values, std::size_t index) {
  for (const HashedValue& each : values)
    add(each, index);
}

std::pair<std::ptrdiff_t, std::ptrdiff_t> ShownValues::of_name(std::uint32_t name) const {
  const auto [begin, end] =
      std::equal_range(shown_.begin(), shown_.end(), Shown{name, 0, 0},
                       [](const Shown& a, const Shown& b) { return a.name < b.name; });
  return {begin - shown_.begin(), end - shown_.begin()};
}

void ShownValues::forget_before(std::size_t first) {
  std::erase_if(shown_, [first](const Shown& each) { return each.step < first; });
}

ShownValues::Known ShownValues::known(std::string_view name) const {
  const auto [begin, end] = of_name(short_hash(name));
  if (begin == end) return {};
  return {static_cast<std::size_t>(end - begin), shown_[static_cast<std::size_t>(begin)]};
}

std::string text_in(const Action& action, const ShownValues::Shown& shown) {
  return find_text(action, shown);
}

std::string text_in(const Step& step, const ShownValues::Shown& shown) {
  std::string text = find_text(step.action, shown);
  return text.empty() ? find_text(step.observation, shown) : text;
}

}  // namespace detail
WMH_END_NAMESPACE
