#include "api/eval_results.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace wmh::server {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_files = 10'000;
constexpr std::size_t most_kept_bytes = 128 * 1024 * 1024;
// What an eval has not finished is kept there.
constexpr std::string_view unfinished = "unfinished";

}  // namespace

void EvalResults::look_at(const fs::path& file) {
  std::error_code failed;
  Known now;
  now.written = fs::last_write_time(file, failed);
  if (!failed) now.size = fs::file_size(file, failed);
  if (failed) return;
  Known& known = files_[file];
  if (!known.same(now)) {
    known = now;
    if (auto summary = read_eval_summary(file)) known.summary = std::move(*summary);
  }
  known.seen = true;
}

void EvalResults::look() {
  for (auto& [path, known] : files_)
    known.seen = false;
  std::error_code failed;
  std::size_t seen = 0;
  fs::recursive_directory_iterator entry(folder_, failed);
  for (; !failed && entry != fs::recursive_directory_iterator() && seen < most_files;
       entry.increment(failed)) {
    if (entry->path().filename() == unfinished) entry.disable_recursion_pending();
    std::error_code ignored;
    if (entry->path().extension() != ".json" || !entry->is_regular_file(ignored)) continue;
    look_at(entry->path());
    ++seen;
  }
  std::erase_if(files_, [](const auto& file) { return !file.second.seen; });
}

std::vector<EvalSummary> EvalResults::list() {
  look();
  std::vector<EvalSummary> all;
  for (const auto& [path, known] : files_)
    if (known.summary) all.push_back(*known.summary);
  std::sort(all.begin(), all.end(), [](const EvalSummary& a, const EvalSummary& b) {
    return std::tie(b.started_at, a.id) < std::tie(a.started_at, b.id);
  });
  return all;
}

void EvalResults::keep(Opened opened) {
  opened_.push_front(std::move(opened));
  std::size_t bytes = 0;
  const auto first_too_many =
      std::find_if(std::next(opened_.begin()), opened_.end(), [&](const Opened& each) {
        bytes += each.file->bytes();
        return bytes + opened_.front().file->bytes() > most_kept_bytes;
      });
  opened_.erase(first_too_many, opened_.end());
}

Result<std::shared_ptr<const EvalFile>> EvalResults::open(std::string_view id) {
  look();
  const auto found = std::find_if(files_.begin(), files_.end(), [id](const auto& file) {
    return file.second.summary && file.second.summary->id == id;
  });
  if (found == files_.end())
    return Error(errc::not_found, fmt::format("no eval result '{}'; GET /evals lists them", id));
  const auto kept = std::find_if(opened_.begin(), opened_.end(), [&](const Opened& each) {
    return each.path == found->first && each.as.same(found->second);
  });
  if (kept != opened_.end()) {
    opened_.splice(opened_.begin(), opened_, kept);
    return kept->file;
  }
  auto read = EvalFile::read(found->first);
  if (!read) return std::move(read).error();
  auto file = std::make_shared<const EvalFile>(std::move(*read));
  keep({found->first, found->second, file});
  return std::shared_ptr<const EvalFile>(std::move(file));
}

}  // namespace wmh::server
