#include <wmh/testing/matchers.hpp>

#include "support/api_client.hpp"
#include "support/predictors.hpp"
#include "support/source_dir.hpp"

#include <boost/json/array.hpp>

namespace wmh {
namespace {

using testing::ApiClient;

/// The model of examples/tau-bench, answered by an echo.
std::unique_ptr<server::Server> serve_airline() {
  ModelInfo info;
  info.name = "airline";
  info.path = testing::source_dir() / "examples/tau-bench/models/airline";
  auto model = std::make_shared<server::ServedModel>(
      std::move(info), WorldModel(std::make_shared<testing::EchoPredictor>()));
  server::ServerOptions options;
  options.http.port = 0;
  return server::Server::open(std::move(options), {std::move(model)}).value();
}

struct RecordingEndpointsTest : ::testing::Test {
  std::unique_ptr<server::Server> server = serve_airline();
  ApiClient client{server->port()};
};

TEST_F(RecordingEndpointsTest, ToolsComeWithRecordedArguments) {
  const auto answer = client.get("/world_models/airline/tools");
  ASSERT_EQ(answer.status, 200) << answer.text;
  const auto& tools = answer.at("tools").as_array();
  ASSERT_FALSE(tools.empty());
  EXPECT_FALSE(tools[0].at("name").as_string().empty());
  EXPECT_TRUE(tools[0].at("input_schema").is_object());
  EXPECT_FALSE(tools[0].at("examples").as_array().empty());
}

TEST_F(RecordingEndpointsTest, AStepIsTheOneOfItsRow) {
  const auto step = client.get("/world_models/airline/steps/1");
  ASSERT_EQ(step.status, 200) << step.text;
  EXPECT_EQ(step.at("row"), 1);
  EXPECT_EQ(step.at("index"), 1);
  EXPECT_EQ(step.at("observation").at("content"), "My user id is mia_rossi_9638.");
}

TEST_F(RecordingEndpointsTest, WhatIsNotThereIsRefused) {
  for (const char* path : {"/world_models/none/tools", "/world_models/airline/steps/x",
                           "/world_models/airline/steps/99999", "/world_models/airline/steps/-1"})
    EXPECT_EQ(client.get(path).status, 404) << path;
}

}  // namespace
}  // namespace wmh
