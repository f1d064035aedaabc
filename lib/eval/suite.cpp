#include "eval/parse_suite.hpp"
#include "util/file.hpp"
#include "util/toml.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace {

namespace fs = std::filesystem;

std::string known_ids(const std::vector<EvalSuite>& suites) {
  if (suites.empty()) return "none";
  std::vector<std::string> ids;
  for (const EvalSuite& suite : suites)
    ids.push_back(suite.id);
  return fmt::format("{}", fmt::join(ids, ", "));
}

/// A path as a suite file names it.
fs::path beside(const fs::path& file, const std::string& path) {
  return (file.parent_path() / path).lexically_normal();
}

fs::path read_path(detail::TomlReader& reader, std::string_view key, const fs::path& file) {
  std::string path;
  reader.read(key, path);
  return path.empty() ? fs::path() : beside(file, path);
}

void read_split(detail::TomlReader& reader, SplitOptions& split) {
  reader.read("train_split", split.train);
  if (!(split.train > 0 && split.train < 1)) reader.fail("train_split", "must be between 0 and 1");
  std::string by = "trace";
  reader.read("split_by", by);
  if (by != "trace" && by != "task") reader.fail("split_by", "must be \"trace\" or \"task\"");
  split.by = by == "task" ? SplitBy::task : SplitBy::trace;
}

void read_scoring(detail::TomlReader& reader, EvalSuite& suite) {
  std::string turns = "all";
  reader.read("sample_turns", turns);
  if (turns != "all" && turns != "sampled")
    reader.fail("sample_turns", "must be \"all\" or \"sampled\"");
  suite.sample_turns = turns == "sampled" ? SampleTurns::sampled : SampleTurns::all;
  reader.read("judge", suite.judge);
  if (!needs_provider(suite.judge))
    if (auto judge = make_judge(suite.judge); !judge) reader.fail("judge", judge.error().message());
}

std::int64_t read_number(detail::TomlReader& reader, std::string_view key, std::int64_t fallback,
                         std::int64_t least) {
  reader.read(key, fallback, least);
  return fallback;
}

}  // namespace

Result<EvalSuite> detail::parse_suite(std::string_view text, const fs::path& file) {
  auto document = parse_toml(text, file.string());
  if (!document) return std::move(document).error();
  const std::string name = file.string();
  TomlReader reader(*document, name);
  EvalSuite suite;
  suite.path = file;
  reader.read("title", suite.title);
  reader.read("description", suite.description);
  std::vector<std::string> files;
  reader.read("files", files);
  for (const std::string& each : files)
    suite.files.push_back(beside(file, each));
  suite.prompt = read_path(reader, "prompt", file);
  suite.testbed = read_path(reader, "testbed", file);
  read_split(reader, suite.split);
  read_scoring(reader, suite);
  suite.top_k = static_cast<std::size_t>(read_number(reader, "top_k", 5, 0));
  suite.embed_dim = static_cast<std::size_t>(read_number(reader, "embed_dim", 512, 1));
  suite.seed = static_cast<std::uint64_t>(read_number(reader, "seed", 0, 0));
  bool no_rag = false;
  reader.read("no_rag", no_rag);
  suite.rag = !no_rag;
  reader.refuse_unknown_keys();
  if (files.empty()) reader.fail("files", "must name at least one trace file");
  if (reader.failed()) return reader.error();
  return suite;
}

Result<EvalSuite> load_suite(const fs::path& file) {
  auto text = detail::read_file(file, std::size_t{1} << 20);
  if (!text) return std::move(text).error();
  auto suite = detail::parse_suite(*text, file);
  if (suite)
    suite->id = fs::absolute(file).parent_path().parent_path().filename().string() + "/" +
                file.stem().string();
  return suite;
}

std::vector<EvalSuite> list_suites(const fs::path& examples, std::vector<Error>* problems) {
  std::vector<EvalSuite> suites;
  std::error_code failure;
  for (const auto& example : fs::directory_iterator(examples, failure)) {
    for (const auto& entry : fs::directory_iterator(example.path() / "evals", failure)) {
      if (entry.path().extension() != ".toml") continue;
      auto suite = load_suite(entry.path());
      if (suite)
        suites.push_back(std::move(*suite));
      else if (problems)
        problems->push_back(std::move(suite).error());
    }
  }
  std::sort(suites.begin(), suites.end(),
            [](const EvalSuite& a, const EvalSuite& b) { return a.id < b.id; });
  return suites;
}

Result<EvalSuite> find_suite(const fs::path& examples, std::string_view id) {
  if (id.ends_with(".toml")) return load_suite(fs::path(id));
  std::vector<Error> problems;
  std::vector<EvalSuite> suites = list_suites(examples, &problems);
  for (EvalSuite& suite : suites)
    if (suite.id == id || suite.id == std::string(id) + "/default") return std::move(suite);
  for (const Error& problem : problems)
    if (problem.message().find(id) != std::string::npos) return problem;
  return Error(errc::not_found, fmt::format("no suite \"{}\" under {}; have: {}", id,
                                            examples.string(), known_ids(suites)));
}

WMH_END_NAMESPACE
