#pragma once

#include "api/services.hpp"

#include <boost/json/array.hpp>

namespace wmh::server {

/// Takes steps of several sessions at once; those of one session in their order. One result for
/// each, in their order: what a step answers, or {status, detail, retryable, retry_after}.
asio::awaitable<json::array> take_steps(Services& services, std::string model,
                                        std::vector<StepRequest> steps, std::string request_id);

}  // namespace wmh::server
