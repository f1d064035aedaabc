#include "open_model.hpp"

#include "arguments.hpp"
#include "console.hpp"
#include "language.hpp"

namespace wmh::cli {

Result<WorldModel> open_model(const std::filesystem::path& folder, Language& language,
                              WorldModelOptions model) {
  LoadOptions options;
  options.provider = language.serving();
  options.model = std::move(model);
  options.model.episode_judge = language.episode_judge();
  if (options.provider) {
    auto llm = llm_options(folder);
    if (!llm) return std::move(llm).error();
    options.llm = language.tuned(std::move(*llm));
    auto embedder = language.embedder_of(folder);
    if (!embedder) return std::move(embedder).error();
    options.embedder = std::move(*embedder);
  }
  return load_world_model(folder, std::move(options));
}

void keep_record(const Arguments& arguments, const Language& language, Console& console) {
  if (language.offline()) return;
  const auto saved = language.save_record(arguments);
  if (!saved) console.error(saved.error().message());
}

}  // namespace wmh::cli
