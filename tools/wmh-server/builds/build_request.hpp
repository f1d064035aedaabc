#pragma once

#include "api/validation.hpp"
#include "builds/build_jobs.hpp"

namespace wmh::server {

/// The body of POST /world_models/builds: {name, file, title?, description?, tags?, provider?,
/// model?, region?, gepa_budget?, train_split?, embed_dim?, replace?}.
struct BuildOrder {
  BuildRequest request{};
  std::string upload{};  ///< What the upload was named here.
  bool replace = false;  ///< Of a model of that name that there is.
};
BuildOrder read_build_order(const json::object& body, Issues& issues);

}  // namespace wmh::server
