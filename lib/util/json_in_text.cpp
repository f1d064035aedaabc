#include "util/json_in_text.hpp"

#include "util/loose_json.hpp"

#include <boost/json/value.hpp>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

std::ptrdiff_t count_keys(const json::object& object, std::span<const std::string_view> wanted) {
  return std::count_if(wanted.begin(), wanted.end(),
                       [&](std::string_view key) { return object.contains(key); });
}

/// Calls `use(reader, outcome, object)` for each object in the text until it returns true.
template <class Use>
void for_each_object(std::string_view text, const Use& use) {
  // Texts made of broken beginnings would be read again and again: past this much, give up.
  std::size_t budget = 64 * text.size();
  std::size_t begin = text.find('{');
  while (begin != std::string_view::npos) {
    LooseJson reader(text, begin);
    json::object object;
    const LooseJson::Outcome outcome = reader.read_object(object);
    if (use(reader, outcome, object)) return;
    const std::size_t size = reader.position() - begin;
    if (size > budget) return;
    budget -= size;
    const bool whole = outcome == LooseJson::Outcome::whole;
    begin = text.find('{', whole ? reader.position() : begin + 1);
  }
}

}  // namespace

std::optional<json::object> find_object(std::string_view text,
                                        std::span<const std::string_view> wanted) {
  std::optional<json::object> best;
  std::ptrdiff_t most = 0;
  for_each_object(text, [&](const LooseJson&, LooseJson::Outcome outcome, json::object& object) {
    if (outcome != LooseJson::Outcome::whole) return false;
    const std::ptrdiff_t keys = count_keys(object, wanted);
    if (keys <= most) return false;
    most = keys;
    best = std::move(object);
    return most == std::ssize(wanted);
  });
  return best;
}

std::optional<SalvagedObject> salvage_object(std::string_view text,
                                             std::span<const std::string_view> wanted) {
  std::optional<SalvagedObject> salvaged;
  const auto take = [&](const LooseJson& reader, LooseJson::Outcome outcome, json::object& object) {
    if (outcome != LooseJson::Outcome::cut) return false;
    const bool cut_string = reader.cut_string().has_value();
    if (cut_string) object.insert_or_assign(reader.cut_key(), *reader.cut_string());
    if (count_keys(object, wanted) == 0) return false;
    salvaged.emplace(SalvagedObject{std::move(object), reader.cut_key(), cut_string});
    return true;
  };
  for_each_object(text, take);
  return salvaged;
}

}  // namespace detail
WMH_END_NAMESPACE
