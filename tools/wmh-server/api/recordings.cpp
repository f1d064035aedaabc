#include "api/recordings.hpp"

#include <wmh/json.hpp>

#include <fmt/format.h>

namespace wmh::server {

Recordings::Opened& Recordings::of(const std::shared_ptr<ServedModel>& model) {
  Opened& opened = by_name_[model->info.name];
  if (opened.model.lock() != model) opened = {.model = model};
  return opened;
}

Result<json::object> Recordings::step(const std::shared_ptr<ServedModel>& model, std::size_t row) {
  Opened& opened = of(model);
  if (!opened.steps) {
    auto log = load_step_log(model->info.path);
    if (!log) return std::move(log).error();
    opened.steps = std::move(*log);
  }
  const std::size_t rows = opened.steps->size();
  if (row >= rows)
    return Error(errc::not_found, fmt::format("no recorded step {} of '{}'; it has {}", row,
                                              model->info.name, rows));
  const auto recorded = opened.steps->at(row);
  if (!recorded) return recorded.error();
  json::object answer = to_json(**recorded);
  answer["row"] = row;
  answer["rows"] = rows;
  return answer;
}

Result<json::object> Recordings::tools(const std::shared_ptr<ServedModel>& model) {
  Opened& opened = of(model);
  if (!opened.tools) {
    const auto tools = load_tools(model->info.path);
    if (!tools) return tools.error();
    opened.tools = to_json(*tools);
  }
  return *opened.tools;
}

}  // namespace wmh::server
