// The events of ConverseStream. A block of text may have no start; the usage comes after the stop.
#include "providers/answer_fold.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

class ConverseFold final : public AnswerFold {
 public:
  std::string take(std::string_view name, const json::value& data) override {
    if (name == "messageStop") body_["stopReason"] = text_of(member(&data, "stopReason"));
    if (const json::value* usage = member(&data, "usage"); usage && name == "metadata")
      body_["usage"] = *usage;
    if (name != "contentBlockDelta") return {};
    const std::string_view text = text_of(member(&data, "delta", "text"));
    text_ += text;
    return std::string(text);
  }

  bool whole() const noexcept override { return body_.contains("stopReason"); }

  json::object body() const override {
    json::object body = body_;
    json::array content{{{"text", text_}}};
    body["output"] = {{"message", {{"content", std::move(content)}}}};
    return body;
  }

 private:
  json::object body_{};
  std::string text_{};
};

}  // namespace

std::unique_ptr<AnswerFold> fold_converse() {
  return std::make_unique<ConverseFold>();
}

}  // namespace detail
WMH_END_NAMESPACE
