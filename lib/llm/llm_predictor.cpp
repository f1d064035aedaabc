#include <wmh/llm_predictor.hpp>

#include "prompt/base_prompt.hpp"
#include "prompt/step_prompt.hpp"
#include "prompt/step_reply.hpp"
#include "util/start_queue.hpp"

#include <boost/json/array.hpp>

#include <cmath>

WMH_BEGIN_NAMESPACE
namespace {

/// What six digits do not tell, no reader needs, and each step keeps as many as it has
/// demonstrations.
double six_digits(float score) {
  return std::round(static_cast<double>(score) * 1e6) / 1e6;
}

json::array evidence_of(const std::vector<Demo>& demonstrations) {
  json::array shown;
  shown.reserve(demonstrations.size());
  for (const Demo& demo : demonstrations) {
    const std::string& trace = demo.recorded->trace_id;
    json::object& one = shown.emplace_back(json::object_kind).get_object();
    one.reserve(3);
    one.emplace("trace_id", trace.empty() ? json::value(nullptr) : json::value(trace));
    one.emplace("step", demo.recorded->index);
    one.emplace("similarity", six_digits(demo.score));
  }
  return shown;
}

Prediction prediction_of(detail::StepReply reply, std::string model,
                         const std::vector<Demo>& demonstrations) {
  Prediction prediction;
  Observation& observation = prediction.observation;
  observation.content = std::move(reply.output);
  observation.is_error = reply.is_error;
  observation.metadata = {{"source", "model"},
                          {"model", model},
                          {"evidence", {{"demonstrations", evidence_of(demonstrations)}}}};
  if (reply.confidence) observation.metadata["confidence"] = *reply.confidence;
  if (reply.cut_off) observation.metadata["form"] = "cut";
  if (!reply.in_form) observation.metadata["form"] = "free";
  prediction.state_note = std::move(reply.state_note);
  prediction.model = std::move(model);
  return prediction;
}

class LlmPredictor final : public Predictor {
 public:
  LlmPredictor(std::shared_ptr<Provider> provider, std::shared_ptr<Retriever> demonstrations,
               std::shared_ptr<Predictor> recordings, LlmPredictorOptions options)
      : provider_(std::move(provider)),
        demonstrations_(std::move(demonstrations)),
        recordings_(std::move(recordings)),
        options_(std::move(options)),
        wishes_{options_.state_confidence || options_.review_below > 0},
        schema_(detail::reply_schema(wishes_)) {
    if (options_.prompt.empty()) options_.prompt = detail::base_prompt();
    bounds_.whole = options_.prompt_bytes;
    bounds_.demonstration = options_.demonstration_bytes;
  }

  Task<Prediction> predict(PredictionRequest request) override {
    auto executor = co_await asio::this_coro::executor;
    if (const auto queue = detail::StartQueue::find(executor)) co_await queue->enter();
    auto sure = co_await recalled(request);
    if (!sure) co_return std::move(sure).error();
    if (*sure) {
      (*sure)->calls_saved = 1;
      co_return std::move(**sure);
    }
    auto demonstrations = co_await find_demonstrations(request);
    if (!demonstrations) co_return std::move(demonstrations).error();
    co_return co_await ask(std::move(request), std::move(*demonstrations));
  }

  Result<std::optional<Prediction>> recall(const PredictionRequest& request) override {
    if (!recordings_ || !options_.recall) return std::optional<Prediction>();
    return recordings_->recall(request);
  }

  bool changes_state(const Action& action) const override {
    return recordings_ && recordings_->changes_state(action);
  }

  Task<Done> learn(RecordedStep recorded) override {
    if (recordings_)
      if (auto learned = co_await recordings_->learn(recorded); !learned) co_return learned;
    if (!demonstrations_) co_return Done{};
    co_return co_await demonstrations_->add(std::move(recorded));
  }

 private:
  Task<std::optional<Prediction>> recalled(const PredictionRequest& request) {
    if (!options_.recall_confidence || !recordings_ || !options_.recall) co_return recall(request);
    auto answer = co_await recordings_->predict(request);
    if (!answer) co_return std::move(answer).error();
    const json::value* confidence = answer->observation.metadata.if_contains("confidence");
    if (confidence && confidence->is_number() &&
        confidence->to_number<double>() >= *options_.recall_confidence)
      co_return std::optional<Prediction>(std::move(*answer));
    co_return std::optional<Prediction>();
  }

  Task<std::vector<Demo>> find_demonstrations(const PredictionRequest& request) {
    if (!demonstrations_ || options_.demonstrations == 0) co_return std::vector<Demo>();
    RetrievalQuery query(request.state, request.action, options_.demonstrations,
                         request.exclude_trace);
    co_return co_await demonstrations_->top_k(std::move(query));
  }

  CompletionRequest completion_request(std::vector<Message> messages,
                                       std::optional<std::int64_t> seed) const {
    CompletionRequest request(options_.prompt, std::move(messages));
    request.schema = schema_;
    request.keep_partial = true;
    request.temperature = options_.temperature;
    request.seed = seed ? seed : options_.seed;
    request.max_tokens = options_.max_tokens;
    return request;
  }

  Task<Prediction> ask(PredictionRequest request, std::vector<Demo> demonstrations) {
    std::vector<Message> messages(1);
    messages[0].content = detail::step_prompt(request, demonstrations, bounds_, wishes_);
    const bool kept = options_.review_below > 0;
    auto first = completion_request(kept ? messages : std::move(messages), request.seed);
    auto completion = co_await provider_->complete(std::move(first));
    if (!completion) co_return std::move(completion).error();
    Prediction prediction =
        prediction_of(detail::read_step_reply(completion->text), completion->model, demonstrations);
    prediction.usage = completion->usage;
    prediction.calls = 1;
    if (!wants_review(prediction)) co_return prediction;
    messages.push_back({Role::assistant, completion->text});
    messages.push_back({Role::user, detail::review_prompt(prediction.observation.content)});
    auto second = completion_request(std::move(messages), request.seed);
    co_return co_await reviewed(std::move(prediction), std::move(second), demonstrations);
  }

  bool wants_review(const Prediction& prediction) const {
    const json::value* confidence = prediction.observation.metadata.if_contains("confidence");
    return options_.review_below > 0 && confidence != nullptr &&
           confidence->get_double() < options_.review_below;
  }

  /// A review that cannot be had, or not be read, changes nothing.
  Task<Prediction> reviewed(Prediction draft, CompletionRequest request,
                            const std::vector<Demo>& demonstrations) {
    auto completion = co_await provider_->complete(std::move(request));
    if (!completion) co_return draft;
    draft.usage += completion->usage;
    draft.calls += 1;
    detail::StepReply reply = detail::read_step_reply(completion->text);
    if (!reply.in_form || reply.cut_off) co_return draft;
    Prediction better = prediction_of(std::move(reply), completion->model, demonstrations);
    better.observation.metadata["reviewed"] = true;
    better.usage = draft.usage;
    better.calls = draft.calls;
    co_return better;
  }

  std::shared_ptr<Provider> provider_;
  std::shared_ptr<Retriever> demonstrations_;
  std::shared_ptr<Predictor> recordings_;
  LlmPredictorOptions options_;
  detail::PromptBounds bounds_{};
  detail::ReplyWishes wishes_;
  json::object schema_;
};

}  // namespace

std::shared_ptr<Predictor> make_llm_predictor(std::shared_ptr<Provider> provider,
                                              std::shared_ptr<Retriever> demonstrations,
                                              std::shared_ptr<Predictor> recordings,
                                              LlmPredictorOptions options) {
  return std::make_shared<LlmPredictor>(std::move(provider), std::move(demonstrations),
                                        std::move(recordings), std::move(options));
}

std::string_view base_prompt() noexcept {
  return detail::base_prompt();
}

WMH_END_NAMESPACE
