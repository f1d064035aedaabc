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

/// What answers, and what the model was built for where that is something else.
std::string provider_line(const ModelInfo& model);
inline constexpr std::string_view offline_line = "provider: offline (no credentials needed)";

/// The providers that can serve.
inline constexpr std::string_view providers[] = {"offline"};

/// What is wrong with the name of a provider, for the options table.
std::optional<std::string> provider_problem(std::string_view name);

}  // namespace wmh::cli
