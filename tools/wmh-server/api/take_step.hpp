#pragma once

#include "api/services.hpp"

namespace wmh::server {

/// Takes a step, counts it and wakes who waits for it.
asio::awaitable<Result<StepAnswer>> take_step(Services& services,
                                              std::shared_ptr<ServedModel> served,
                                              StepRequest request);

}  // namespace wmh::server
