#include "offline/field_texts.hpp"

#include <wmh/json.hpp>

#include "offline/named_values.hpp"
#include "util/json_leaves.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

FieldTexts field_texts(std::string_view content) {
  const json::value container = parse_container(content);
  if (container.is_null()) return {};
  FieldTexts fields;
  for (auto& [path, leaf] : json_leaves(container))
    fields.push_back({std::move(path), to_text(*leaf), has_json_text(*leaf)});
  return fields;
}

}  // namespace detail
WMH_END_NAMESPACE
