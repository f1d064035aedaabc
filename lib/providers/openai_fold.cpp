// Chat Completions sends chunks without names, each with what it adds to a choice; Responses sends
// the whole answer once more in its last event.
#include "providers/answer_fold.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

class ChatFold final : public AnswerFold {
 public:
  std::string take(std::string_view, const json::value& chunk) override {
    if (const json::value* model = member(&chunk, "model")) body_["model"] = *model;
    if (const json::value* usage = member(&chunk, "usage")) body_["usage"] = *usage;
    // Azure begins with a chunk without a choice, the one with the usage has none either.
    for (const json::value& choice : elements(member(&chunk, "choices")))
      if (count_or_zero(member(&choice, "index")) == 0) return take_choice(choice);
    return {};
  }

  bool whole() const noexcept override { return choice_.contains("finish_reason"); }

  json::object body() const override {
    json::object body = body_;
    if (!begun_) return body;
    json::object choice = choice_;
    choice["message"] = {{"content", content_}, {"refusal", refusal_}};
    body["choices"].emplace_array().emplace_back(std::move(choice));
    return body;
  }

 private:
  std::string take_choice(const json::value& choice) {
    begun_ = true;
    for (const std::string_view key : {"finish_reason", "content_filter_results"})
      if (const json::value* value = member(&choice, key)) choice_[key] = *value;
    const std::string_view text = text_of(member(&choice, "delta", "content"));
    content_ += text;
    refusal_ += text_of(member(&choice, "delta", "refusal"));
    return std::string(text);
  }

  json::object body_{};
  json::object choice_{};
  std::string content_{};
  std::string refusal_{};
  bool begun_ = false;
};

class ResponsesFold final : public AnswerFold {
 public:
  std::string take(std::string_view name, const json::value& data) override {
    const std::string_view type = text_of(member(&data, "type"));
    const std::string_view event = type.empty() ? name : type;
    if (whole()) return {};
    if (event == "response.output_text.delta") return std::string(text_of(member(&data, "delta")));
    const bool last = event == "response.completed" || event == "response.incomplete" ||
                      event == "response.failed";
    const json::value* response = last ? member(&data, "response") : nullptr;
    if (response != nullptr && response->is_object()) body_ = response->get_object();
    return {};
  }

  bool whole() const noexcept override { return !body_.empty(); }
  json::object body() const override { return body_; }

 private:
  json::object body_{};
};

}  // namespace

std::unique_ptr<AnswerFold> fold_openai_chat() {
  return std::make_unique<ChatFold>();
}

std::unique_ptr<AnswerFold> fold_openai_responses() {
  return std::make_unique<ResponsesFold>();
}

}  // namespace detail
WMH_END_NAMESPACE
