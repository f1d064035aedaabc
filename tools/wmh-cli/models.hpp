#pragma once

#include <wmh/store.hpp>

namespace wmh::cli {

class Arguments;
class Console;

/// "offline", or "kind (model)".
std::string provider_of(const ModelInfo& model);
/// The held-out accuracy with that many decimals, or "-".
std::string held_out_of(const ModelInfo& model, int decimals);

/// A model's name as it is stored: runs of blanks become one dash.
std::string name_with_dashes(std::string_view name);

/// The folder of the model that `--name` and `--root` mean. Without a name, the only model; of
/// several, the one the user picks from a list, if there is a user.
Result<std::filesystem::path> choose_model(const Arguments& arguments, Console& console);

/// What `list` knows of the model in a folder.
ModelInfo info_of(const Arguments& arguments, const std::filesystem::path& folder);

}  // namespace wmh::cli
