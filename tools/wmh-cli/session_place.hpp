#pragma once

#include "sessions/kept_sessions.hpp"

namespace wmh::cli {

class Arguments;

/// The place that --sessions names; null for memory. No message holds a password.
Result<std::shared_ptr<server::KeptSessions>> open_kept_sessions(const Arguments& arguments);

}  // namespace wmh::cli
