#pragma once

#include "desk/read_json.hpp"

#include <filesystem>

namespace tau {

/// One JSON value from a file.
Result<json::value> load_json(const std::filesystem::path& file);

/// A described type from a JSON file.
template <class T>
Result<T> load(const std::filesystem::path& file) {
  auto value = load_json(file);
  if (!value) return std::move(value).error();
  auto loaded = read_json<T>(*value, "");
  if (!loaded) return std::move(loaded).error().in(file.string());
  return loaded;
}

}  // namespace tau
