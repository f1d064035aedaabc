#pragma once

#include "api/services.hpp"
#include "builds/build_jobs.hpp"
#include "builds/uploads.hpp"

namespace wmh::server {

/// What is needed to build models for clients.
struct BuildServices {
  BuildServices(Services& services, Builder builder, UploadOptions options)
      : uploads(std::move(options)),
        jobs(
            std::move(builder), [&services](auto model) { services.models.put(std::move(model)); },
            services.signal) {}
  Uploads uploads;
  BuildJobs jobs;
};

/// Everything under /world_models/builds; without `builds` it answers 503. Both must outlive the
/// endpoints and their calls.
std::vector<Endpoint> build_endpoints(Services& services, BuildServices* builds);

}  // namespace wmh::server
