// A schema that is too narrow keeps an agent from a call that the environment would have answered,
// one that is too wide only tells it less. So every doubt makes it wider: a list of values is given
// only where a closed choice is all but certain, and nothing forbids further members.
#include "toolset/argument_shape.hpp"

#include <boost/json/array.hpp>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_depth = 5;
constexpr std::size_t most_members = 64;  // past it the keys are data
constexpr std::size_t most_choices = 10;
constexpr std::size_t longest_choice = 40;
constexpr std::size_t least_texts = 20;    // before a choice is believed
constexpr std::size_t least_repeated = 3;  // each of its values

/// Small words, as programs name their choices. Names of people and places, numbers, dates and
/// identifiers are drawn from sets that a recording does not exhaust.
bool is_word(std::string_view text) {
  return !text.empty() && text.size() <= longest_choice &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '-'; });
}

}  // namespace

void ArgumentShape::add(const json::value& value, Budget& budget, std::size_t depth) {
  if (const auto* object = value.if_object()) return add(*object, budget, depth);
  ++seen_;
  switch (value.kind()) {
    case json::kind::null:
      ++nulls_;
      return;
    case json::kind::bool_:
      ++booleans_;
      return;
    case json::kind::int64:
    case json::kind::uint64:
      ++integers_;
      return;
    case json::kind::double_:
      ++fractions_;
      return;
    case json::kind::string:
      return add_text(value.get_string());
    case json::kind::array:
      return add_items(value.get_array(), budget, depth);
    case json::kind::object:
      return;
  }
}

void ArgumentShape::add(const json::object& object, Budget& budget, std::size_t depth) {
  ++seen_;
  ++objects_;
  for (const auto& [key, value] : object) {
    if (any_member_) return;
    ArgumentShape* place = depth < most_depth ? member(key, budget) : nullptr;
    if (place != nullptr) {
      place->add(value, budget, depth + 1);
    } else {
      any_member_ = true;
      members_.clear();
    }
  }
}

ArgumentShape* ArgumentShape::member(std::string_view key, Budget& budget) {
  if (const auto known = members_.find(key); known != members_.end()) return &known->second;
  if (members_.size() == most_members || budget.places == 0) return nullptr;
  --budget.places;
  return &members_[std::string(key)];
}

void ArgumentShape::add_text(std::string_view text) {
  ++texts_;
  if (any_text_) return;
  if (is_word(text)) {
    const auto known = choices_.find(text);
    if (known != choices_.end()) return void(++known->second);
    if (choices_.size() < most_choices) return void(choices_.emplace(text, 1));
  }
  any_text_ = true;
  choices_.clear();
}

void ArgumentShape::add_items(const json::array& array, Budget& budget, std::size_t depth) {
  ++arrays_;
  if (depth >= most_depth || (!items_ && budget.places == 0)) return;
  if (!items_) {
    --budget.places;
    items_ = std::make_unique<ArgumentShape>();
  }
  for (const json::value& item : array)
    items_->add(item, budget, depth + 1);
}

void ArgumentShape::widen_choices(const ArgumentShape& others) {
  for (const auto& [text, count] : others.choices_)
    choices_[text] += count;
  any_text_ = any_text_ || others.any_text_ || choices_.size() > most_choices;
  if (any_text_) choices_.clear();
  for (auto& [key, place] : members_)
    if (const auto other = others.members_.find(key); other != others.members_.end())
      place.widen_choices(other->second);
  if (items_ && others.items_) items_->widen_choices(*others.items_);
}

bool ArgumentShape::is_choice() const {
  if (any_text_ || texts_ < least_texts || texts_ + nulls_ < seen_) return false;
  return std::all_of(choices_.begin(), choices_.end(),
                     [](const auto& choice) { return choice.second >= least_repeated; });
}

/// A name, a list of names, or null where nothing was seen.
json::value ArgumentShape::type() const {
  json::array names;
  if (texts_ > 0) names.emplace_back("string");
  if (fractions_ > 0) names.emplace_back("number");
  if (integers_ > 0 && fractions_ == 0) names.emplace_back("integer");
  if (booleans_ > 0) names.emplace_back("boolean");
  if (arrays_ > 0) names.emplace_back("array");
  if (objects_ > 0) names.emplace_back("object");
  if (nulls_ > 0) names.emplace_back("null");
  if (names.empty()) return nullptr;
  return names.size() == 1 ? std::move(names.front()) : json::value(std::move(names));
}

json::object ArgumentShape::schema() const {
  json::object schema;
  if (json::value names = type(); !names.is_null()) schema["type"] = std::move(names);
  if (is_choice()) {
    json::array values;
    for (const auto& choice : choices_)
      values.emplace_back(choice.first);
    if (nulls_ > 0) values.emplace_back(nullptr);
    schema["enum"] = std::move(values);
  }
  if (items_ && items_->seen_ > 0) schema["items"] = items_->schema();
  if (objects_ > 0) write_members(schema);
  return schema;
}

void ArgumentShape::write_members(json::object& schema) const {
  if (members_.empty()) return;
  json::object properties;
  json::array required;
  for (const auto& [key, place] : members_) {
    properties[key] = place.schema();
    if (place.seen_ == objects_) required.emplace_back(key);
  }
  schema["properties"] = std::move(properties);
  if (!required.empty()) schema["required"] = std::move(required);
}

}  // namespace detail
WMH_END_NAMESPACE
