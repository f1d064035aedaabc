#include "observation_text.hpp"

#include <wmh/json.hpp>

#include "text.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

namespace wmh::cli {
namespace {

/// JSON for people: objects as "key value, key value", lists joined by semicolons.
std::string plain(const json::value& value) {
  if (const auto* text = value.if_string()) return std::string(*text);
  std::vector<std::string> parts;
  if (const auto* list = value.if_array()) {
    for (const json::value& each : *list)
      parts.push_back(plain(each));
    return fmt::format("{}", fmt::join(parts, "; "));
  }
  if (const auto* object = value.if_object()) {
    for (const auto& [key, each] : *object)
      parts.push_back(fmt::format("{} {}", std::string_view(key.data(), key.size()), plain(each)));
    return fmt::format("{}", fmt::join(parts, ", "));
  }
  return to_text(value);
}

}  // namespace

std::string action_text(const Action& action) {
  if (action.kind() == ActionKind::message)
    return fmt::format("say {}", one_line(action.content()));
  return one_line(fmt::format("{} {}", action.name(), to_text(json::value(action.arguments()))));
}

std::string evidence_text(const Observation& observation) {
  const auto* source = observation.metadata.if_contains("source");
  const auto* evidence = observation.metadata.if_contains("evidence");
  const std::string from = source ? plain(*source) : "";
  if (!evidence || evidence->is_null()) return one_line(from);
  return one_line(from + (from.empty() ? "" : ": ") + plain(*evidence));
}

}  // namespace wmh::cli
