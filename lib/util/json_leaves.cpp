#include "util/json_leaves.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

void collect(JsonLeaves& leaves, std::string& path, const json::value& value);

void collect_members(JsonLeaves& leaves, std::string& path, const json::object& object) {
  const std::size_t length = path.size();
  for (const auto& member : object) {
    if (length > 0) path += '.';
    path.append(member.key());
    collect(leaves, path, member.value());
    path.resize(length);
  }
}

void collect(JsonLeaves& leaves, std::string& path, const json::value& value) {
  const std::size_t length = path.size();
  if (const auto* object = value.if_object(); object && !object->empty()) {
    collect_members(leaves, path, *object);
  } else if (const auto* array = value.if_array(); array && !array->empty()) {
    for (std::size_t i = 0; i < array->size(); ++i) {
      path.append("[").append(std::to_string(i)).append("]");
      collect(leaves, path, (*array)[i]);
      path.resize(length);
    }
  } else {
    leaves.emplace_back(path, &value);
  }
}

}  // namespace

JsonLeaves json_leaves(const json::value& value) {
  JsonLeaves leaves;
  std::string path;
  collect(leaves, path, value);
  return leaves;
}

JsonLeaves json_leaves(const json::object& object) {
  static const json::value empty(json::object_kind);
  if (object.empty()) return json_leaves(empty);
  JsonLeaves leaves;
  std::string path;
  collect_members(leaves, path, object);
  return leaves;
}

}  // namespace detail
WMH_END_NAMESPACE
