// From recorded traces to answers, through the commands alone.
#include <wmh/json.hpp>

#include "cli/support.hpp"
#include "cli/traces.hpp"

namespace wmh::cli::testing {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class Workflow : public ::testing::Test {
 protected:
  Workflow() : traces_(write_traces(folder_).string()), root_((folder_ / "root").string()) {}

  Outcome build(const std::string& name) {
    return run_wmh({"build", "--name", name, "--root", root_, traces_});
  }
  json::value parsed(const std::string& text) { return parse_json(text).value(); }

  TempDir folder_;
  std::string traces_;
  std::string root_;
};

TEST_F(Workflow, BuildTellsWhatItBuilt) {
  const Outcome outcome = build("my  model");
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("built my-model in "));
  EXPECT_THAT(outcome.out, HasSubstr("\nprovider: offline (no credentials needed)\n"));
  EXPECT_THAT(outcome.out, HasSubstr("\ntraces: "));
  EXPECT_THAT(outcome.err, HasSubstr("try it: wmh play --name my-model"));
}

TEST_F(Workflow, BuildReportsAsJson) {
  const Outcome outcome =
      run_wmh({"build", "--file", traces_, "--root", root_, "--json", "--quiet"});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(line_count(outcome.out), 1U);
  const json::value report = parsed(outcome.out);
  EXPECT_EQ(report.at("name").as_string(), "default");
  EXPECT_EQ(report.at("provider").as_string(), "offline");
  EXPECT_EQ(report.at("ingest").at("traces").to_number<int>(), 20);
}

TEST_F(Workflow, TheWizardFillsInWhatIsMissing) {
  const Outcome outcome = run_wmh({"build", "--interactive", "--root", root_},
                                  "bad/name\nmy model\n\nnope\n" + traces_ + "\n");
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("built my-model in "));
  EXPECT_THAT(outcome.err, HasSubstr("no file nope"));
  const Outcome ended = run_wmh({"build", "--interactive", "--root", root_}, "name\n");
  EXPECT_EQ(ended.code, exit_failed);
}

TEST_F(Workflow, ListShowsWhatWasBuilt) {
  build("airline");
  build("retail");
  const Outcome outcome = run_wmh({"list", "--root", root_});
  EXPECT_EQ(outcome.code, exit_ok);
  EXPECT_THAT(outcome.out, StartsWith("name     provider  held-out  steps  frontier  rollouts\n"));
  EXPECT_EQ(line_count(outcome.out), 3U);
  const json::value models = parsed(run_wmh({"list", "--root", root_, "--json"}).out);
  EXPECT_EQ(models.at("models").at(1).at("name").as_string(), "retail");
  EXPECT_TRUE(models.at("models").at(1).at("problem").is_null());
}

TEST_F(Workflow, SeveralModelsNeedAName) {
  build("airline");
  build("retail");
  const Outcome outcome = run_wmh({"demo", "--root", root_});
  EXPECT_EQ(outcome.code, exit_usage);
  EXPECT_EQ(line_count(outcome.err), 1U);
  EXPECT_THAT(outcome.err, HasSubstr("airline"));
  EXPECT_THAT(outcome.err, HasSubstr("retail"));
}

TEST_F(Workflow, PlayAnswersOnAPipe) {
  build("airline");
  const Outcome outcome = run_wmh({"play", "--root", root_, "--task", "look up"},
                                  "get_user {\"id\": 2}\n\n:state\n:help\n:quit\nget_user\n");
  EXPECT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, StartsWith("ok  recorded"));
  EXPECT_THAT(outcome.out, HasSubstr("{\"id\": 2, \"name\": \"Ada\"}\ntask: look up\nturns: 1\n"));
  EXPECT_THAT(outcome.err, HasSubstr("provider: offline (no credentials needed)\n"));
}

TEST_F(Workflow, PlayGoesOnAfterALineThatFails) {
  build("airline");
  const Outcome outcome = run_wmh({"play", "--root", root_, "--quiet", "--json"},
                                  "get_user [2]\nget_user {\"id\": 3}\nno_such_tool\n");
  EXPECT_EQ(outcome.code, exit_failed);
  EXPECT_THAT(outcome.err, StartsWith("wmh: line 1: parse error: "));
  EXPECT_EQ(line_count(outcome.err), 1U);
  ASSERT_EQ(line_count(outcome.out), 2U);
  const json::value first = parsed(outcome.out.substr(0, outcome.out.find('\n')));
  EXPECT_EQ(first.at("action").at("name").as_string(), "get_user");
  EXPECT_EQ(first.at("observation").at("is_error").as_bool(), false);
}

TEST_F(Workflow, DemoPredictsFromTheOtherTraces) {
  build("airline");
  const Outcome outcome = run_wmh({"demo", "--root", root_, "--steps", "2"});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("which is kept from the model\n"));
  EXPECT_THAT(outcome.out, HasSubstr("recorded                                predicted\n"));
  EXPECT_THAT(outcome.out, EndsWith("\n2 of 2 predictions are exact\n"));
  const json::value demo = parsed(run_wmh({"demo", "--root", root_, "--json", "--seed", "7"}).out);
  EXPECT_EQ(demo.at("total").to_number<int>(), 3);
  const std::string trace(demo.at("trace_id").as_string());
  for (const json::value& step : demo.at("steps").as_array())
    EXPECT_EQ(to_text(step.at("predicted").at("metadata").at("evidence")).find(trace),
              std::string::npos);
  EXPECT_EQ(parsed(run_wmh({"demo", "--root", root_, "--json", "--trace", trace}).out), demo);
  EXPECT_EQ(run_wmh({"demo", "--root", root_, "--trace", "none"}).code, exit_usage);
}

TEST_F(Workflow, EvalScoresFiles) {
  const std::string out = (folder_ / "report.json").string();
  const Outcome outcome = run_wmh({"eval", traces_, "--out", out, "--quiet", "--no-rag"});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(" fidelity=1.000±0.000 error_flag_acc=1.000 n="));
  EXPECT_THAT(outcome.out, HasSubstr("\n    recorded 1.000 (n="));
  EXPECT_THAT(outcome.out, HasSubstr("\nOVERALL fidelity=1.000±0.000 over "));
  EXPECT_THAT(outcome.out, EndsWith("wrote full report -> " + out + "\n"));
  EXPECT_TRUE(parsed(read_text(out)).is_object());
}

TEST_F(Workflow, EvalTellsThePartsAndTheConfidence) {
  const Outcome outcome = run_wmh({"eval", traces_, "--quiet", "--judge", "exact"});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\nright: exact score at least 0.95; "));
  EXPECT_THAT(outcome.out, HasSubstr("\nsource    steps   share  fidelity  right  exact  "));
  EXPECT_THAT(outcome.out, HasSubstr("\ntool      steps   share  fidelity  right  exact  "));
  EXPECT_THAT(outcome.out, HasSubstr("\nget_user "));
  EXPECT_THAT(outcome.out, HasSubstr("\ncalibration: "));
}

TEST_F(Workflow, EvalWritesAPage) {
  const std::string page = (folder_ / "page.html").string();
  const Outcome outcome = run_wmh({"eval", traces_, "--html", page, "--quiet"});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, EndsWith("\nwrote page -> " + page + "\n"));
  EXPECT_THAT(read_text(page), StartsWith("<!doctype html>"));
  EXPECT_THAT(read_text(page), HasSubstr("<th>get_user</th>"));
  EXPECT_EQ(line_count(run_wmh({"eval", traces_, "--html", page, "--json", "--quiet"}).out), 1U);
}

TEST_F(Workflow, EvalFailsBeforeTheWorkWhenThePageHasNoFolder) {
  const std::string page = (folder_ / "none/page.html").string();
  const Outcome outcome = run_wmh({"eval", traces_, "--html", page});
  EXPECT_NE(outcome.code, exit_ok);
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(outcome.err, HasSubstr("/none for --html; make it first"));
}

TEST_F(Workflow, EvalRunWritesAPageToo) {
  const std::string suite =
      folder_.write("my.toml", "title = \"Mine\"\nfiles = [\"" + traces_ + "\"]\n").string();
  const std::string page = (folder_ / "page.html").string();
  const Outcome outcome = run_wmh({"eval", "run", suite, "--root", root_, "--html", page});
  ASSERT_EQ(outcome.code, exit_ok) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("\nwrote eval result -> "));
  EXPECT_THAT(read_text(page), HasSubstr("<h1>Mine</h1>"));
}

TEST_F(Workflow, EvalRunKeepsResults) {
  folder_.write("examples/tau/evals/default.toml",
                "description = \"all of it\"\nfiles = [\"" + traces_ + "\"]\n");
  const std::string examples = (folder_ / "examples").string();
  const std::vector<std::string> roots = {"--examples-root", examples, "--root", root_};
  const Outcome listed = run_wmh({"eval", "list", "--examples-root", examples});
  EXPECT_THAT(listed.out, HasSubstr("tau/default      1   0.80  structural  all of it\n"));
  const Outcome first =
      run_wmh({"eval", "run", "tau", "--examples-root", examples, "--root", root_});
  ASSERT_EQ(first.code, exit_ok) << first.err;
  EXPECT_THAT(first.out, HasSubstr("\nwrote eval result -> " + root_ + "/evals/tau/default/"));
  const Outcome second = run_wmh({"eval", "run", "tau/default", "--examples-root", examples,
                                  "--root", root_, "--judge", "exact", "--json"});
  const json::value result = parsed(second.out);
  EXPECT_EQ(result.at("config").at("judge").as_string(), "exact");
  EXPECT_TRUE(std::filesystem::exists(std::string(result.at("path").as_string())));
  const Outcome results = run_wmh({"eval", "results", "tau", "--root", root_});
  EXPECT_EQ(line_count(results.out), 3U);
  EXPECT_THAT(results.out, HasSubstr("1.000±0.000"));
  EXPECT_EQ(line_count(run_wmh({"eval", "results", "--root", root_, "--limit", "1"}).out), 2U);
  EXPECT_EQ(run_wmh({"eval", "results", "other", "--root", root_}).out, "");
}

TEST_F(Workflow, ProvidersVerifyTriesEveryModel) {
  build("airline");
  const Outcome outcome = run_wmh({"providers", "verify", "--root", root_});
  EXPECT_EQ(outcome.code, exit_ok) << outcome.out;
  EXPECT_THAT(outcome.out, StartsWith("ok offline airline: "));
  EXPECT_THAT(outcome.out, EndsWith("ok embed:hashing dim=512\n"));
  EXPECT_EQ(run_wmh({"providers", "verify", "--root", root_, "--name", "none"}).code, exit_usage);
}

TEST_F(Workflow, ABrokenModelIsToldBesideTheOthers) {
  build("airline");
  build("broken");
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(folder_ / "root/models/broken"))
    if (entry.is_regular_file() && entry.path().filename() != "config.toml")
      std::filesystem::resize_file(entry.path(), 1);
  std::filesystem::remove_all(folder_ / "root/models/broken/index");
  std::filesystem::remove(folder_ / "root/models/broken/steps.jsonl");
  const Outcome listed = run_wmh({"list", "--root", root_});
  EXPECT_EQ(listed.code, exit_ok);
  EXPECT_THAT(listed.out, HasSubstr("\nbroken   broken: "));
  EXPECT_THAT(listed.out, HasSubstr("\nairline  offline "));
  const Outcome verified = run_wmh({"providers", "verify", "--root", root_});
  EXPECT_EQ(verified.code, exit_failed);
  EXPECT_THAT(verified.out, HasSubstr("fail offline broken: "));
}

}  // namespace
}  // namespace wmh::cli::testing
