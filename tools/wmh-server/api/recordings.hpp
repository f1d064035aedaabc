#pragma once

#include "api/models.hpp"

#include <map>

namespace wmh::server {

/// What served models were built from. Opened when first asked for; one thread at a time.
class Recordings {
 public:
  /// The recorded step of a row. Fails with errc::not_found past the last one.
  Result<json::object> step(const std::shared_ptr<ServedModel>& model, std::size_t row);
  /// As RecordedTools are in JSON.
  Result<json::object> tools(const std::shared_ptr<ServedModel>& model);

 private:
  struct Opened {
    std::weak_ptr<ServedModel> model{};
    std::shared_ptr<StepLog> steps{};
    std::optional<json::object> tools{};
  };
  /// What is known of a model; anew when another one is served under the name.
  Opened& of(const std::shared_ptr<ServedModel>& model);

  std::map<std::string, Opened> by_name_;
};

}  // namespace wmh::server
