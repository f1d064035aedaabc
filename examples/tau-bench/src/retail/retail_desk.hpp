#pragma once

#include "desk/desk.hpp"

#include <filesystem>
#include <memory>

namespace tau::retail {

/// The retail desk over a database file. Fails when the file is not one.
wmh::Result<std::unique_ptr<Desk>> open_desk(const std::filesystem::path& database_file);

}  // namespace tau::retail
