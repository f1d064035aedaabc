#include <wmh/json.hpp>
#include <wmh/llm_predictor.hpp>
#include <wmh/testing/matchers.hpp>
#include <wmh/testing/scripted_predictor.hpp>
#include <wmh/testing/scripted_provider.hpp>

#include "support/run_task.hpp"
#include "support/traces.hpp"

namespace wmh::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

/// Recordings that know one answer for sure and guess the rest.
struct Known final : Predictor {
  Task<Prediction> predict(PredictionRequest request) override {
    co_return answer(request.action.content() == "known" ? 0.999 : 0.7);
  }
  Result<std::optional<Prediction>> recall(const PredictionRequest& request) override {
    if (request.action.content() != "known") return std::optional<Prediction>();
    return std::optional<Prediction>(answer(0.98));
  }
  Task<Done> learn(RecordedStep) override {
    ++learned;
    co_return Done{};
  }
  static Prediction answer(double confidence) {
    Prediction prediction;
    prediction.observation.content = "as recorded";
    prediction.observation.metadata = {{"source", "recorded"}, {"confidence", confidence}};
    return prediction;
  }
  int learned = 0;
};

std::string reply(const std::string& output, const std::string& more = "") {
  return R"({"output": ")" + output + R"(", "is_error": false, "state_note": "n")" + more + "}";
}

std::shared_ptr<ScriptedProvider> answering(const std::vector<std::string>& texts) {
  std::vector<Result<Completion>> script;
  for (const std::string& text : texts)
    script.emplace_back(completion(text));
  return std::make_shared<ScriptedProvider>(std::move(script));
}

std::shared_ptr<Retriever> demonstrations() {
  auto log = std::make_shared<StepLog>();
  const Trace trace = small_trace(0);
  for (std::size_t i = 0; i < trace.steps.size(); ++i)
    log->add({trace.steps[i], trace.trace_id, i});
  auto buffer = std::make_shared<ReplayBuffer>(make_hashing_embedder(), log);
  EXPECT_THAT(run(buffer->index()), IsOk());
  return buffer;
}

Prediction ask(const std::shared_ptr<Predictor>& predictor, const char* words) {
  return run(predictor->predict(PredictionRequest(Action::message(words)))).value();
}

TEST(LlmPredictor, TheModelAnswersWithItsEvidence) {
  const auto provider = answering({reply("pong")});
  const auto predictor = make_llm_predictor(provider, demonstrations(), {}, {.demonstrations = 3});
  const Prediction prediction = ask(predictor, "ping");
  const Observation& observation = prediction.observation;
  EXPECT_EQ(observation.content, "pong");
  EXPECT_EQ(observation.metadata.at("source"), "model");
  EXPECT_EQ(observation.metadata.at("model"), "scripted");
  const auto& shown = observation.metadata.at("evidence").at("demonstrations").as_array();
  ASSERT_EQ(shown.size(), 3U);
  EXPECT_EQ(shown.front().at("trace_id"), json::value(small_trace(0).trace_id));
  EXPECT_LE(to_text(shown.front().at("similarity")).size(), std::string_view("0.123456").size());
  EXPECT_FALSE(observation.metadata.contains("form"));
  EXPECT_EQ(prediction.state_note, "n");
  EXPECT_EQ(prediction.calls, 1);
  EXPECT_EQ(prediction.usage.input_tokens, 100);
  const CompletionRequest request = provider->requests().at(0);
  EXPECT_EQ(request.system, base_prompt());
  EXPECT_THAT(request.messages.at(0).content, HasSubstr("\"stock\": "));
  EXPECT_FALSE(request.temperature);
  EXPECT_TRUE(request.schema);
}

TEST(LlmPredictor, RecordingsAnswerWhatTheyDecide) {
  const auto provider = answering({reply("pong")});
  const auto recordings = std::make_shared<Known>();
  const auto predictor = make_llm_predictor(provider, {}, recordings);
  const Prediction recalled = ask(predictor, "known");
  EXPECT_EQ(recalled.observation.content, "as recorded");
  EXPECT_EQ(recalled.calls, 0);
  EXPECT_EQ(recalled.calls_saved, 1);
  EXPECT_TRUE(provider->requests().empty());
  EXPECT_EQ(ask(predictor, "else").observation.content, "pong");
}

TEST(LlmPredictor, RecallCanBeOffOrAskForMoreConfidence) {
  const auto recordings = std::make_shared<Known>();
  struct Case {
    LlmPredictorOptions options;
    const char* words;
    const char* answer;
  };
  const Case cases[] = {{{.recall = false}, "known", "pong"},
                        {{.recall_confidence = 0.99}, "known", "as recorded"},
                        {{.recall_confidence = 0.9999}, "known", "pong"},
                        {{.recall_confidence = 0.7}, "else", "as recorded"},
                        {{.recall_confidence = 0.71}, "else", "pong"},
                        {{.recall = false, .recall_confidence = 0.1}, "else", "pong"}};
  for (const Case& each : cases) {
    const auto predictor =
        make_llm_predictor(answering({reply("pong")}), {}, recordings, each.options);
    EXPECT_EQ(ask(predictor, each.words).observation.content, each.answer);
  }
}

TEST(LlmPredictor, ALowConfidenceIsReviewedOnce) {
  const auto provider = answering({reply("draft", R"(, "confidence": 0.4)"),
                                   reply("better", R"(, "confidence": 0.9)"),
                                   reply("sure", R"(, "confidence": 0.9)")});
  const auto predictor = make_llm_predictor(provider, {}, {}, {.review_below = 0.5});
  const Prediction reviewed = ask(predictor, "a");
  EXPECT_EQ(reviewed.observation.content, "better");
  EXPECT_EQ(reviewed.calls, 2);
  EXPECT_EQ(reviewed.usage.input_tokens, 200);
  EXPECT_EQ(reviewed.observation.metadata.at("confidence"), json::value(0.9));
  EXPECT_EQ(ask(predictor, "b").calls, 1);
  const auto asked = provider->requests();
  EXPECT_EQ(asked.at(1).messages.size(), 3U);
  EXPECT_THAT(asked.at(1).messages.at(2).content, HasSubstr("draft"));
}

TEST(LlmPredictor, AReviewThatFailsChangesNothing) {
  for (const std::vector<std::string>& script :
       {std::vector<std::string>{reply("draft", R"(, "confidence": 0.4)")},
        {reply("draft", R"(, "confidence": 0.4)"), "I cannot"}}) {
    const auto predictor = make_llm_predictor(answering(script), {}, {}, {.review_below = 0.5});
    EXPECT_EQ(ask(predictor, "a").observation.content, "draft");
  }
}

TEST(LlmPredictor, SaysWhenAReplyWasNotInForm) {
  const auto predictor =
      make_llm_predictor(answering({"just text", R"({"output": "half of)", reply("")}), {}, {});
  EXPECT_EQ(ask(predictor, "a").observation.metadata.at("form"), "free");
  EXPECT_EQ(ask(predictor, "a").observation.metadata.at("form"), "cut");
  EXPECT_EQ(ask(predictor, "a").observation.content, "");
}

TEST(LlmPredictor, AProvidersErrorIsTheStepsError) {
  const auto predictor = make_llm_predictor(answering({}), {}, {});
  EXPECT_THAT(run(predictor->predict(PredictionRequest(Action::message("a")))),
              FailsWith(errc::provider_unavailable));
}

TEST(LlmPredictor, LearnsForBoth) {
  const auto recordings = std::make_shared<Known>();
  const auto shown =
      std::make_shared<ReplayBuffer>(make_hashing_embedder(), std::make_shared<StepLog>());
  const auto predictor = make_llm_predictor(answering({}), shown, recordings);
  EXPECT_THAT(run(predictor->learn({small_trace(0).steps[0], "live", 0})), IsOk());
  EXPECT_EQ(recordings->learned, 1);
  EXPECT_EQ(shown->size(), 1U);
}

}  // namespace
}  // namespace wmh::testing
