// The description of the API against the server: the same routes, the same members in answers.
#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/json_schema.hpp"
#include "support/predictors.hpp"
#include "support/source_dir.hpp"
#include "support/temp_dir.hpp"

#include <boost/json/array.hpp>

#include <set>

namespace wmh {
namespace {

using testing::ApiClient;
using testing::said;

struct KindJudge final : EpisodeJudge {
  Task<EpisodeVerdict> judge(std::optional<std::string>, std::vector<Step> steps) override {
    co_return EpisodeVerdict{1.0, true, "well done", std::vector<double>(steps.size(), 1.0)};
  }
};

/// "GET /healthz".
std::string name_of(std::string_view method, std::string_view pattern) {
  return std::string(method) + " " + std::string(pattern);
}

/// What an operation says of its body: {schema, example}; empty when it takes none.
json::object body_of(const json::object& operation) {
  if (!operation.contains("requestBody")) return {};
  return operation.at("requestBody").at("content").get_object().begin()->value().get_object();
}

/// "?name=traces.jsonl": the parameters of the query that have an example.
std::string query_of(const json::object& operation) {
  std::string query;
  const json::value* parameters = operation.if_contains("parameters");
  for (const json::value& each : parameters ? parameters->get_array() : json::array()) {
    if (!each.get_object().contains("example")) continue;
    query += query.empty() ? '?' : '&';
    query += std::string(each.at("name").get_string()) + "=";
    query += each.at("example").get_string();
  }
  return query;
}

/// The status of an answer that is no failure.
int good_status(const json::object& operation) {
  return std::stoi(std::string(operation.at("responses").get_object().begin()->key()));
}

/// A model that echoes, with the recordings of examples/tau-bench and a judge.
std::shared_ptr<server::ServedModel> echo_model(std::string_view name) {
  ModelInfo info;
  info.name = name;
  info.path = testing::source_dir() / "examples/tau-bench/models/airline";
  WorldModelOptions options;
  options.episode_judge = std::make_shared<KindJudge>();
  WorldModel model(std::make_shared<testing::EchoPredictor>(), std::move(options));
  return std::make_shared<server::ServedModel>(std::move(info), std::move(model));
}

/// Builds nothing: a new model would end sessions of the old one under /mcp while they are tried.
Result<std::shared_ptr<server::ServedModel>> no_builder(const server::BuildRequest&,
                                                        std::shared_ptr<Observer>) {
  return Error(errc::bad_trace, "there is no step in it");
}

constexpr std::string_view eval_result =
    R"({"run_id": "one", "started_at": "2030-01-01T00:00:00Z", "suite": "s/default",
        "config": {"provider": "offline", "model": "offline"},
        "report": {"overall_fidelity": 0.5, "overall_std": 0.25, "total_steps": 1, "judge": "exact",
          "per_file": {"t.jsonl": {"mean_score": 0.5, "results": [
            {"trace_id": "t", "step": 0, "action": {"kind": "message", "content": "hi"},
             "actual": "a", "predicted": "b", "score": 0.5, "source": "recorded", "confidence": null,
             "is_error_actual": false, "is_error_predicted": false}]}}}})";

std::string upper(std::string_view word) {
  std::string out(word);
  for (char& each : out)
    each = static_cast<char>(std::toupper(static_cast<unsigned char>(each)));
  return out;
}

struct OpenApiTest : ::testing::Test {
  OpenApiTest() {
    folder.write("evals/s/default/one.json", eval_result);
    server::ServerOptions with;
    with.http.port = 0;
    with.http.threads = 2;
    with.builder = no_builder;
    with.uploads.folder = folder.path() / "uploads";
    with.results = folder.path() / "evals";
    server = server::Server::open(std::move(with), {echo_model("m")}).value();
    client = std::make_unique<ApiClient>(server->port());
    document = client->get("/openapi.json").body;
    session = client->post("/world_models/m/sessions", {{"task", "t"}, {"seed", 1}})
                  .at("session_id")
                  .get_string();
    client->post("/world_models/m/sessions/" + session + "/step", said("note"));
    const auto sent = client->send("POST", "/world_models/builds/uploads?name=t.jsonl", "{}");
    file = sent.at("file").get_string();
    const auto started = client->post(
        "/world_models/builds", {{"name", "m"}, {"file", sent.at("file")}, {"replace", true}});
    build = started.at("build_id").get_string();
  }

  /// Every operation of the document by name.
  std::map<std::string, json::object> operations() const {
    std::map<std::string, json::object> all;
    for (const auto& [path, item] : document.at("paths").get_object())
      for (const auto& [word, operation] : item.get_object())
        if (word != "parameters") all[name_of(upper(word), path)] = operation.get_object();
    return all;
  }

  std::string with_names(std::string text) const {
    const std::map<std::string, std::string> values{
        {"{name}", "m"},    {"{session}", session}, {"SESSION", session},
        {"{build}", build}, {"FILE", file},         {"{id}", "one"},
        {"{index}", "0"},   {"{row}", "1"},         {"{file}", "style.css"}};
    for (const auto& [mark, value] : values)
      for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark))
        text.replace(at, mark.size(), value);
    return text;
  }

  /// Sends what the document gives as the example.
  ApiClient::Answer send_example(const std::string& name, const json::object& operation) {
    const auto space = name.find(' ');
    const json::object body = body_of(operation);
    const json::value example = body.empty() ? json::value("") : body.at("example");
    const std::string text =
        example.is_string() ? std::string(example.get_string()) : with_names(to_text(example));
    std::string headers =
        "Content-Type: application/json\r\nAccept: application/json, text/event-stream\r\n";
    const std::string path = name.substr(space + 1);
    if (name.starts_with("DELETE")) headers += "Mcp-Session-Id: " + mcp_sessions[path] + "\r\n";
    auto answer =
        client->send(name.substr(0, space), with_names(path) + query_of(operation), text, headers);
    mcp_sessions[path] = answer.header("Mcp-Session-Id");
    return answer;
  }

  /// The answer is one that the document knows for its status.
  void expect_described(const std::string& name, const json::object& operation,
                        const ApiClient::Answer& answer) {
    const json::object& answers = operation.at("responses").get_object();
    const json::value* known = answers.if_contains(std::to_string(answer.status));
    if (!known && answer.status >= 500) known = answers.if_contains("5XX");
    ASSERT_TRUE(known) << name << " is not said to answer " << answer.status << " " << answer.text;
    if (!check.resolved(*known).get_object().contains("content")) {
      EXPECT_EQ(answer.text, "") << name;
      return;
    }
    const std::string type = answer.header("Content-Type");
    const json::object& content = check.resolved(*known).at("content").get_object();
    const auto* described = content.if_contains(type.substr(0, type.find(';')));
    ASSERT_TRUE(described) << name << " is not said to answer " << type;
    if (type != "application/json") return;
    EXPECT_THAT(check.offences(described->at("schema"), answer.body), ::testing::IsEmpty())
        << name << " " << answer.text;
  }

  testing::TempDir folder;
  std::unique_ptr<server::Server> server;
  std::unique_ptr<ApiClient> client;
  json::value document;
  testing::SchemaCheck check{document};
  std::string session, build, file;
  std::map<std::string, std::string> mcp_sessions;  ///< By the path they were begun at.
};

TEST_F(OpenApiTest, TheDocumentHasTheRoutesOfTheServer) {
  std::set<std::string> described, served;
  for (const auto& [name, operation] : operations())
    described.insert(name);
  for (const server::Route& each : server->routes())
    served.insert(name_of(each.method, each.pattern));
  EXPECT_EQ(described, served);
}

TEST_F(OpenApiTest, ExamplesAreAnsweredAsDescribed) {
  for (const bool deleting : {false, true})
    for (const auto& [name, operation] : operations()) {
      if (name.starts_with("DELETE") != deleting || name.ends_with("/events")) continue;
      const auto answer = send_example(name, operation);
      EXPECT_EQ(answer.status, good_status(operation)) << name << " " << answer.text;
      expect_described(name, operation, answer);
    }
}

TEST_F(OpenApiTest, ExamplesAreAsTheirSchemasSay) {
  for (const auto& [name, operation] : operations()) {
    const json::object body = body_of(operation);
    if (body.empty()) continue;
    const auto offences = check.offences(body.at("schema"), body.at("example"), name);
    EXPECT_THAT(offences, ::testing::IsEmpty());
  }
  for (const auto& [name, schema] : document.at_pointer("/components/schemas").get_object()) {
    const auto* example = schema.get_object().if_contains("example");
    if (!example) continue;
    EXPECT_THAT(check.offences(schema, *example, std::string(name)), ::testing::IsEmpty());
  }
}

TEST_F(OpenApiTest, EventsAreAsDescribed) {
  int followed = 0;
  for (const auto& [name, operation] : operations()) {
    if (!name.ends_with("/events")) continue;
    ++followed;
    testing::RawClient follower(server->port());
    follower.send(with_names(name) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    const json::value& content = operation.at("responses").at("200").at("content");
    const json::value& described = content.at("text/event-stream").at("schema");
    EXPECT_NE(follower.read_to("\r\n\r\n").find("text/event-stream"), std::string::npos) << name;
    follower.read_to("data: ");
    const auto event = parse_json(follower.read_to("\n"));
    ASSERT_THAT(event, testing::IsOk());
    EXPECT_THAT(check.offences(described, *event, name), ::testing::IsEmpty());
  }
  EXPECT_EQ(followed, 2);
}

TEST_F(OpenApiTest, RefusalsAndFailuresAreAsDescribed) {
  const auto all = operations();
  const std::string of_session = "/world_models/{name}/sessions/{session}";
  const auto answered = [&](const std::string& name, int status, std::string_view body,
                            const std::string& query = {}) {
    const auto space = name.find(' ');
    const auto answer =
        client->send(name.substr(0, space), with_names(name.substr(space + 1)) + query, body);
    EXPECT_EQ(answer.status, status) << name << " " << answer.text;
    expect_described(name, all.at(name), answer);
  };
  answered("POST " + of_session + "/step", 422, "{}");
  answered("POST " + of_session + "/step", 422, "{");
  answered("POST " + of_session + "/step", 422, R"({"action": {"kind": "x"}})");
  answered("POST " + of_session + "/step", 503, to_text(said("fail")));
  answered("POST " + of_session + "/step", 500, to_text(said("throw")));
  answered("POST " + of_session + "/fork", 400, R"({"at": 99})");
  answered("POST /world_models/{name}/steps", 422, R"({"steps": 1})");
  answered("GET " + of_session, 400, "", "?from=x");
  answered("POST /world_models/{name}/steps", 200,
           R"({"steps": [{"session_id": "no", "action": {"kind": "message"}}]})");
  session = "gone";
  answered("GET " + of_session + "/usage", 404, "");
}

TEST_F(OpenApiTest, TheCheckItselfSeesWhatIsWrong) {
  const auto& schema = document.at_pointer("/components/schemas/Spending");
  json::object spending{
      {"calls", 1}, {"input_tokens", 1}, {"output_tokens", 1}, {"cost_usd", nullptr}};
  EXPECT_THAT(check.offences(schema, spending), ::testing::IsEmpty());
  spending["more"] = 1;
  spending["calls"] = "1";
  spending.erase("cost_usd");
  EXPECT_EQ(check.offences(schema, spending).size(), 3U);
}

TEST_F(OpenApiTest, ThePageNeedsNothingButThisServer) {
  const auto page = client->get("/docs");
  EXPECT_NE(page.header("Content-Security-Policy").find("default-src 'none'"), std::string::npos);
  for (const char* name : {"/docs", "/assets/docs.js", "/assets/docs.css"}) {
    const auto answer = client->get(name);
    EXPECT_EQ(answer.text.find("https://"), std::string::npos) << name;
    const auto again =
        client->send("GET", name, "", "If-None-Match: " + answer.header("ETag") + "\r\n");
    EXPECT_EQ(again.status, 304);
  }
}

}  // namespace
}  // namespace wmh
