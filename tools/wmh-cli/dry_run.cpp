#include "dry_run.hpp"

namespace wmh::cli {
namespace {

constexpr std::size_t bytes_per_token = 4;   // of English and JSON, about
constexpr std::int64_t answer_tokens = 250;  // an observation of a thousand bytes, or a critique

constexpr std::string_view answer = R"({"output": "", "is_error": false, "state_note": "",
"format": 1, "factuality": 1, "consistency": 1, "realism": 1, "quality": 1, "score": 1,
"critique": ""})";

class EstimatingProvider final : public Provider {
 public:
  explicit EstimatingProvider(std::string model) : model_(std::move(model)) {}
  std::string_view model() const noexcept override { return model_; }

  Task<Completion> complete(CompletionRequest request) override {
    std::size_t bytes = request.system.size();
    for (const Message& message : request.messages)
      bytes += message.content.size();
    Completion completion;
    completion.text = answer;
    completion.model = model_;
    completion.usage.input_tokens = static_cast<std::int64_t>(bytes / bytes_per_token);
    completion.usage.output_tokens = answer_tokens;
    co_return completion;
  }

 private:
  std::string model_;
};

}  // namespace

std::shared_ptr<Provider> make_estimating_provider(std::string model) {
  return std::make_shared<EstimatingProvider>(std::move(model));
}

}  // namespace wmh::cli
