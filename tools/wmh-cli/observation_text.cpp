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

/// "arguments+task, step 4 of trace t1, 12 agree".
std::string step_text(const json::object& evidence) {
  const auto member = [&](std::string_view name) {
    const auto* found = evidence.if_contains(name);
    return found && !found->is_null() ? plain(*found) : std::string();
  };
  const auto part = [](std::string_view form, const std::string& value) {
    return value.empty() ? value : fmt::format(fmt::runtime(form), value);
  };
  const bool of_session = evidence.contains("row") && member("row").empty();
  const std::string agreeing = member("agreeing");
  return part("{}, ", member("context")) + part("step {}", member("step")) +
         (of_session ? " of this session" : part(" of trace {}", member("trace_id"))) +
         (agreeing == "1" ? "" : part(", {} agree", agreeing));
}

}  // namespace

std::string action_text(const Action& action) {
  if (action.kind() == ActionKind::message)
    return fmt::format("say {}", one_line(action.content()));
  return one_line(fmt::format("{} {}", action.name(), to_text(json::value(action.arguments()))));
}

std::string evidence_text(const Observation& observation) {
  const json::object& metadata = observation.metadata;
  const auto* source = metadata.if_contains("source");
  const auto* confidence = metadata.if_contains("confidence");
  const auto* evidence = metadata.if_contains("evidence");
  std::string text = source ? plain(*source) : "";
  if (confidence && confidence->is_number())
    text += fmt::format(" {:.2f}", confidence->to_number<double>());
  if (!evidence || evidence->is_null()) return one_line(text);
  if (!text.empty()) text += ": ";
  const auto* object = evidence->if_object();
  return one_line(text +
                  (object && object->contains("step") ? step_text(*object) : plain(*evidence)));
}

}  // namespace wmh::cli
