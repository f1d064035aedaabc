#pragma once

#include <wmh/store.hpp>

#include <map>
#include <shared_mutex>

namespace wmh::server {

/// A world model that is served.
struct ServedModel {
  ServedModel(ModelInfo about, WorldModel answers)
      : info(std::move(about)), model(std::move(answers)) {}
  ModelInfo info;
  WorldModel model;
  json::value card{};  ///< {title, description, tags}; null: none.
};

/// The models that are served, by name. Callable from any thread.
class Models {
 public:
  std::vector<std::string> names() const;
  /// The newest of that name; null when there is none.
  std::shared_ptr<ServedModel> find(std::string_view name) const;
  /// The one of that name that has the session in memory, else the newest.
  std::shared_ptr<ServedModel> find(std::string_view name, const SessionId& session) const;
  std::vector<std::shared_ptr<ServedModel>> all() const;
  /// Serves a model from now on. One of the same name goes on with the sessions that it holds.
  void put(std::shared_ptr<ServedModel> model);
  std::size_t sessions() const;  ///< In memory, of all models.

 private:
  /// Newest first.
  using Generations = std::vector<std::shared_ptr<ServedModel>>;
  mutable std::shared_mutex mutex_;
  std::map<std::string, Generations, std::less<>> by_name_;
};

}  // namespace wmh::server
