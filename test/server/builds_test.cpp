#include <wmh/build.hpp>
#include <wmh/testing/matchers.hpp>

#include "builds/multipart.hpp"
#include "support/api_client.hpp"
#include "support/predictors.hpp"
#include "support/temp_dir.hpp"

#include <sstream>
#include <thread>

namespace wmh::server {
namespace {

using namespace std::chrono_literals;
using testing::ApiClient;

TEST(Multipart, FindsTheFile) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=xYz"), "xYz");
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=\"a b\"; x=y"), "a b");
  EXPECT_EQ(multipart_boundary("application/json"), "");
  const std::string big(700'000, 'x');
  const std::string content = "{\"a\": 1}\r\n--xY almost\r\n" + big;
  std::istringstream body(
      "preamble\r\n--xYz\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nhi\r\n"
      "--xYz\r\nContent-Disposition: form-data; name=\"file\"; "
      "filename=\"../../t.jsonl\"\r\nContent-Type: text/plain\r\n\r\n" +
      content + "\r\n--xYz--\r\n");
  std::ostringstream out;
  EXPECT_EQ(copy_file_part(body, "xYz", out).value(), "t.jsonl");
  EXPECT_EQ(out.str(), content);
}

TEST(Multipart, RefusesWhatIsNoForm) {
  for (const char* text :
       {"", "nothing", "--b\r\n", "--b\r\nX: y\r\n\r\nno end", "--b--\r\n",
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--b--\r\n"}) {
    std::istringstream body(text);
    std::ostringstream out;
    EXPECT_THAT(copy_file_part(body, "b", out), testing::FailsWith(errc::invalid_argument)) << text;
  }
}

/// Builds nothing: a model that echoes, named as asked; "bad" fails.
Result<std::shared_ptr<ServedModel>> echo_builder(const BuildRequest& request,
                                                  std::shared_ptr<Observer> progress) {
  const Field fields[] = {{"wmh.steps", std::int64_t{3}}};
  progress->on_event({Severity::debug, "wmh.index.progress", fields});
  if (request.name == "bad") return Error(errc::bad_trace, "no steps in t.\xff");
  ModelInfo info;
  info.name = request.name;
  info.steps = std::filesystem::file_size(request.traces);
  return std::make_shared<ServedModel>(std::move(info),
                                       WorldModel(std::make_shared<testing::EchoPredictor>()));
}

struct BuildsTest : ::testing::Test {
  std::unique_ptr<Server> open() {
    ServerOptions options;
    options.builder = echo_builder;
    options.uploads = {folder.path() / "uploads", 1000, 2};
    return testing::serve(std::make_shared<testing::EchoPredictor>(), {}, std::move(options));
  }
  ApiClient::Answer upload(std::string_view text) {
    return client.send("POST", "/world_models/builds/uploads?name=t.jsonl", text);
  }
  json::value ended(const std::string& id) {
    for (int i = 0; i < 500; ++i) {
      const auto build = client.get("/world_models/builds/" + id);
      if (build.at("status") != "running") return build.body;
      std::this_thread::sleep_for(10ms);
    }
    return nullptr;
  }
  testing::TempDir folder;
  std::unique_ptr<Server> server = open();
  ApiClient client{server->port()};
};

TEST_F(BuildsTest, AnUploadBecomesAModelThatIsServed) {
  const auto sent = upload("{}\n");
  EXPECT_EQ(sent.status, 200) << sent.text;
  json::object order{{"name", "new"}, {"file", sent.at("file")}, {"title", "T"}};
  const auto started = client.post("/world_models/builds", order);
  ASSERT_EQ(started.status, 202) << started.text;
  const std::string id(started.at("build_id").get_string());
  EXPECT_EQ(ended(id).at("status"), "succeeded");
  EXPECT_EQ(client.post("/world_models/new/sessions", json::object()).status, 200);
  EXPECT_EQ(client.post("/world_models/builds", order).status, 409);
  const auto events = client.get("/world_models/builds/" + id).at("events");
  EXPECT_EQ(events.at(1).at("event"), "index");
  EXPECT_EQ(events.at(1).at("steps"), 3);
  testing::RawClient follower(server->port());
  follower.send("GET /world_models/builds/" + id +
                "/events HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: 1\r\n\r\n");
  const std::string text = follower.read_to("0\r\n\r\n");
  EXPECT_EQ(text.find("\"index\""), std::string::npos);
  EXPECT_NE(text.find("id: 2\ndata: {\"event\":\"done\""), std::string::npos) << text;
}

TEST_F(BuildsTest, SessionsOfTheOldModelGoOnWithIt) {
  const auto opened = client.post("/world_models/m/sessions", json::object());
  const std::string id(opened.at("session_id").get_string());
  json::object order{{"name", "m"}, {"file", upload("{}\n").at("file")}, {"replace", true}};
  const auto started = client.post("/world_models/builds", order);
  ended(std::string(started.at("build_id").get_string()));
  EXPECT_EQ(client.post("/world_models/m/sessions/" + id + "/step", testing::said("a")).status,
            200);
  EXPECT_EQ(client.get("/world_models").at("models").at(0).at("steps"), 3);
}

TEST_F(BuildsTest, ANameThatIsNoUtf8IsRefusedInJson) {
  const auto refused = client.send("POST", "/world_models/builds/uploads",
                                   "--b\r\nContent-Disposition: form-data; name=\"file\"; "
                                   "filename=\"t.\xff\"\r\n\r\n{}\r\n--b--\r\n",
                                   "Content-Type: multipart/form-data; boundary=b\r\n");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.at("detail"), "\"t.\uFFFD\" is no .json or .jsonl file");
}

TEST_F(BuildsTest, WhatCannotBeBuiltIsRefused) {
  ApiClient cut(server->port());
  const std::string long_file(1001, 'x');
  EXPECT_EQ(cut.send("POST", "/world_models/builds/uploads?name=t.jsonl", long_file).status, 413);
  EXPECT_EQ(client.send("POST", "/world_models/builds/uploads?name=t.exe", "x").status, 400);
  EXPECT_EQ(client.post("/world_models/builds", {{"name", "n"}, {"file", "../x"}}).status, 400);
  EXPECT_EQ(client.post("/world_models/builds", {{"name", "../n"}, {"file", "x"}}).status, 422);
  EXPECT_EQ(client.post("/world_models/builds", {{"name", "n"}}).status, 422);
  EXPECT_EQ(client.get("/world_models/builds/nope").status, 404);
  const auto sent = client.send("POST", "/world_models/builds/uploads?name=t.jsonl", "{}");
  ASSERT_EQ(sent.status, 200) << sent.text;
  const auto started =
      client.post("/world_models/builds", {{"name", "bad"}, {"file", sent.at("file")}});
  ASSERT_EQ(started.status, 202) << started.text;
  const auto build = ended(std::string(started.at("build_id").get_string()));
  EXPECT_EQ(build.at("status"), "failed");
  EXPECT_EQ(build.at("error"), "no steps in t.\uFFFD");
}

TEST_F(BuildsTest, AServerMayBuildNothing) {
  const auto other = testing::serve(std::make_shared<testing::EchoPredictor>());
  ApiClient asking(other->port());
  EXPECT_EQ(asking.get("/world_models/builds").status, 503);
  EXPECT_EQ(asking.send("POST", "/world_models/builds/uploads", "").status, 503);
}

}  // namespace
}  // namespace wmh::server
