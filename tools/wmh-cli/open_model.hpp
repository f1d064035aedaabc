#pragma once

#include <wmh/store.hpp>

namespace wmh::cli {

class Arguments;
class Console;
class Language;

/// Opens a model to be stepped, played by what the flags say.
Result<WorldModel> open_model(const std::filesystem::path& folder, Language& language,
                              WorldModelOptions options = {});

/// Keeps a record of what was spent; says so where that fails. What costs nothing leaves nothing.
void keep_record(const Arguments& arguments, const Language& language, Console& console);

}  // namespace wmh::cli
