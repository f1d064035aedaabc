#include "api/models.hpp"

namespace wmh::server {

std::vector<std::string> Models::names() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::string> names;
  for (const auto& [name, generations] : by_name_)
    names.push_back(name);
  return names;
}

std::shared_ptr<ServedModel> Models::find(std::string_view name) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : found->second.front();
}

std::shared_ptr<ServedModel> Models::find(std::string_view name, const SessionId& session) const {
  const std::shared_lock lock(mutex_);
  const auto found = by_name_.find(name);
  if (found == by_name_.end()) return nullptr;
  const Generations& generations = found->second;
  for (std::size_t i = 1; i < generations.size(); ++i)
    if (generations[i]->model.holds_session(session)) return generations[i];
  return generations.front();
}

std::vector<std::shared_ptr<ServedModel>> Models::all() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::shared_ptr<ServedModel>> all;
  for (const auto& [name, generations] : by_name_)
    all.push_back(generations.front());
  return all;
}

void Models::put(std::shared_ptr<ServedModel> model) {
  const std::unique_lock lock(mutex_);
  Generations& generations = by_name_[model->info.name];
  std::erase_if(generations, [](const auto& old) { return old->model.session_count() == 0; });
  generations.insert(generations.begin(), std::move(model));
}

std::size_t Models::sessions() const {
  const std::shared_lock lock(mutex_);
  std::size_t count = 0;
  for (const auto& [name, generations] : by_name_)
    for (const auto& each : generations)
      count += each->model.session_count();
  return count;
}

}  // namespace wmh::server
