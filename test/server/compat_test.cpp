// Every recorded exchange of the Python original's API, in order, with the same status and fields.
#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_predictor.hpp>

#include "support/api_client.hpp"
#include "support/shared.hpp"

#include <boost/json/array.hpp>

#include <fstream>
#include <sstream>

namespace wmh {
namespace {

/// What the recorded session's environment answered.
std::vector<Result<Prediction>> script() {
  const auto answer = [](std::string content, bool is_error, std::string note) {
    Prediction prediction;
    prediction.observation = {std::move(content), is_error};
    prediction.state_note = std::move(note);
    prediction.usage = {100, 10};
    prediction.calls = 1;
    prediction.model = "claude-opus-4-8";
    return prediction;
  };
  return {answer("{\"status\":\"ok\"}", false, "looked up u1"), answer("No such user", true, ""),
          answer("plain text reply", false, "")};
}

struct FixedJudge final : EpisodeJudge {
  Task<EpisodeVerdict> judge(std::optional<std::string>, std::vector<Step>) override {
    EpisodeVerdict verdict{0.75, true, "fine", {1.0, 0.5, 0.0}};
    verdict.model = "claude-opus-4-8";
    verdict.usage = {100, 10};
    co_return verdict;
  }
};

/// Puts the id of this run's session where the recording has its own.
std::string with_session(std::string text, const std::string& session) {
  for (const std::string name : {"{sid}", "<sid>"})
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name))
      text.replace(at, name.size(), session);
  return text;
}

/// Whether every field of `wanted` is in `got` with an equal value. What differs from run to run
/// (times), or is a defect's or a library's wording, need only be there and of the same kind.
void expect_fields(const json::value& wanted, const json::value& got, const std::string& where) {
  static const std::vector<std::string> loose{"duration_seconds", "cost_usd", "error"};
  if (wanted.is_object()) {
    ASSERT_TRUE(got.is_object()) << where;
    for (const auto& [name, value] : wanted.get_object()) {
      const std::string path = where + "." + std::string(name);
      ASSERT_TRUE(got.get_object().contains(name)) << path;
      const json::value& other = got.at(name);
      if (std::find(loose.begin(), loose.end(), std::string(name)) != loose.end())
        EXPECT_EQ(value.is_number(), other.is_number()) << path;
      else
        expect_fields(value, other, path);
    }
    return;
  }
  if (wanted.is_array()) {
    ASSERT_TRUE(got.is_array()) << where;
    ASSERT_EQ(wanted.get_array().size(), got.get_array().size()) << where;
    for (std::size_t i = 0; i < wanted.get_array().size(); ++i)
      expect_fields(wanted.at(i), got.at(i), where + "[" + std::to_string(i) + "]");
    return;
  }
  EXPECT_EQ(wanted, got) << where;
}

TEST(HttpCompat, EveryExchangeHasTheSameStatusAndFields) {
  const auto folder = testing::shared_folder() / "specs/vectors/compat";
  WMH_REQUIRE_FOLDER(folder);
  std::ostringstream text;
  text << std::ifstream(folder / "http_exchanges.json").rdbuf();
  const auto exchanges = parse_json(text.str()).value();
  WorldModelOptions options;
  options.episode_judge = std::make_shared<FixedJudge>();
  const auto server =
      testing::serve(std::make_shared<testing::ScriptedPredictor>(script()), options);
  testing::ApiClient client(server->port());
  std::string session;
  std::size_t number = 0;
  for (const json::value& each : exchanges.get_array()) {
    const std::string where =
        std::to_string(number++) + " " + std::string(each.at("path").get_string());
    const json::value& request = each.at("request");
    std::string body = request.is_null() ? "" : to_text(request);
    if (request.is_object() && request.get_object().contains("raw"))
      body = std::string(request.at("raw").get_string());
    const std::string path = with_session(std::string(each.at("path").get_string()), session);
    const auto answer = client.send(each.at("method").get_string(), path, body);
    if (path == "/world_models/m/sessions" && session.empty())
      session = std::string(answer.at("session_id").get_string());
    if (each.at("status") == 500) {
      EXPECT_EQ(answer.status, 503) << where;
      EXPECT_TRUE(answer.at("retryable").get_bool()) << where;
      EXPECT_FALSE(answer.at("request_id").get_string().empty()) << where;
      continue;
    }
    EXPECT_EQ(answer.status, each.at("status").to_number<int>()) << where << answer.text;
    EXPECT_EQ(answer.header("Content-Type"), each.at("content_type").get_string()) << where;
    const auto wanted = parse_json(with_session(to_text(each.at("response")), session)).value();
    expect_fields(wanted, answer.body, where);
  }
  EXPECT_EQ(number, 23U);
}

}  // namespace
}  // namespace wmh
