#include "build/tools_file.hpp"

#include <wmh/json.hpp>
#include <wmh/store.hpp>

#include "build/artifact.hpp"
#include "util/file.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::int64_t version = 1;

bool holds(const json::object& object, std::string_view key, std::size_t number) {
  const json::value* member = object.if_contains(key);
  return member != nullptr && *member == json::value(number);
}

}  // namespace

std::string tools_text(const RecordedTools& tools, std::size_t rows) {
  json::object object{{"version", version}, {"rows", rows}};
  for (auto& [key, value] : to_json(tools))
    object[key] = std::move(value);
  return to_text(object) + "\n";
}

Result<std::optional<RecordedTools>> read_tools(const std::filesystem::path& file,
                                                std::size_t rows) {
  std::error_code failure;
  if (!std::filesystem::exists(file, failure)) return std::optional<RecordedTools>();
  const auto corrupt = [&file](std::string_view why) {
    return Error(errc::corrupt_artifact,
                 fmt::format("{}: {}; delete it or build the model again", file.string(), why));
  };
  auto text = read_file(file);
  if (!text) return corrupt(text.error().message());
  const auto value = parse_json(*text);
  if (!value || !value->is_object()) return corrupt("not a JSON object");
  const json::object& object = value->get_object();
  if (!holds(object, "version", version) || !holds(object, "rows", rows))
    return std::optional<RecordedTools>();
  auto tools = recorded_tools_from_json(*value);
  if (!tools) return corrupt(tools.error().message());
  return std::optional<RecordedTools>(std::move(*tools));
}

}  // namespace detail

Result<RecordedTools> load_tools(const std::filesystem::path& model_dir) {
  const auto log = load_step_log(model_dir);
  if (!log) return log.error();
  auto kept = detail::read_tools(detail::ArtifactPaths(model_dir).tools(), (*log)->size());
  if (!kept) return std::move(kept).error();
  if (*kept) return std::move(**kept);
  return recorded_tools(**log);
}

WMH_END_NAMESPACE
