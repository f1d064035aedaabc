#include "eval/journal.hpp"

#include <wmh/json.hpp>

#include "eval/journal_line.hpp"
#include "util/file.hpp"
#include "util/hash.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

namespace fs = std::filesystem;

/// The journals of a fingerprint, newest first.
std::vector<fs::path> journals_of(const fs::path& folder, const std::string& fingerprint) {
  std::vector<std::pair<fs::file_time_type, fs::path>> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.starts_with(fingerprint + "-") && name.ends_with(".jsonl"))
      found.emplace_back(entry.last_write_time(ignored), entry.path());
  }
  std::sort(found.rbegin(), found.rend());
  std::vector<fs::path> paths;
  for (auto& [time, path] : found)
    paths.push_back(std::move(path));
  return paths;
}

std::string digest_of(std::string_view bytes) {
  return fmt::format("{:016x}", blake2b_64_number(bytes));
}

/// The result without what differs from run to run.
json::object plain_config(const EvalOptions& options) {
  const EvalReport none;
  json::object whole = to_json(none, options.suite);
  return {{"suite", whole.at("suite_config")},
          {"provider", options.provider},
          {"model", options.model},
          {"asked_with", options.asked_with}};
}

}  // namespace

Result<std::string> fingerprint_of(const EvalOptions& options, std::string_view judge) {
  json::object all = plain_config(options);
  all["judge"] = judge;
  json::array files;
  std::vector<fs::path> paths = options.suite.files;
  if (!options.suite.prompt.empty()) paths.push_back(options.suite.prompt);
  for (const fs::path& path : paths) {
    auto file = MappedFile::open(path);
    if (!file) return std::move(file).error();
    files.emplace_back(digest_of(file->bytes()));
  }
  all["files"] = std::move(files);
  return digest_of(canonical_json(all));
}

Result<EvalJournal> EvalJournal::open(const fs::path& folder, const std::string& fingerprint,
                                      bool resume, EvalReport& run) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return file_error("create", folder, failure.value());
  const auto earlier = journals_of(folder, fingerprint);
  const bool goes_on = resume && !earlier.empty();
  const fs::path path =
      goes_on ? earlier.front() : folder / fmt::format("{}-{}.jsonl", fingerprint, run.run_id);
  auto file = LineFile::open(path);
  if (!file) return std::move(file).error();
  EvalJournal journal(path, std::move(*file));
  const Result<Done> begun =
      goes_on ? journal.read(run)
              : journal.file_.add(
                    to_text(json::object{{"run_id", run.run_id}, {"started_at", run.started_at}}));
  if (!begun) return begun.error();
  return journal;
}

/// Lines that are not whole are passed over: their steps count as not done.
Result<Done> EvalJournal::read(EvalReport& run) {
  const auto text = read_file(path_);
  if (!text) return text.error();
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    const auto line = parse_json(std::string_view(*text).substr(begin, end - begin));
    begin = end + 1;
    if (!line || !line->is_object()) continue;
    const json::object& members = line->get_object();
    if (const auto* id = members.if_contains("run_id"); id && id->is_string()) {
      run.run_id = id->get_string();
      if (const auto* at = members.if_contains("started_at"); at && at->is_string())
        run.started_at = at->get_string();
    } else if (members.contains("file") && members.contains("trace_id") &&
               members.contains("step")) {
      known_[{members.at("file").as_string().c_str(), members.at("trace_id").as_string().c_str(),
              members.at("step").to_number<std::size_t>()}] = members;
    }
  }
  return Done{};
}

std::optional<StepResult> EvalJournal::find(const std::string& label, const Trace& trace,
                                            std::size_t turn) const {
  const auto line = known_.find({label, trace.trace_id, turn});
  if (line == known_.end()) return std::nullopt;
  auto result = from_journal(line->second, trace);
  if (!result) return std::nullopt;
  return std::move(*result);
}

Result<Done> EvalJournal::add(const std::string& label, const StepResult& result) {
  json::object line = to_journal(result);
  line["file"] = label;
  return file_.add(to_text(line));
}

void EvalJournal::remove() {
  std::error_code ignored;
  fs::remove(path_, ignored);
}

}  // namespace detail
WMH_END_NAMESPACE
