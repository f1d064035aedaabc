#pragma once

#include <wmh/provider.hpp>

#include <functional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Reads a judgement out of a model's reply. The message of its error says what is wrong with the
/// reply, in words for the model.
template <class Judgement>
using ReadReply = std::function<Result<Judgement>(std::string_view reply)>;

/// Why a model that answered says nothing: it refused. Empty when it did not.
std::string refusal_of(const Completion& completion);

/// Shows the model its reply, says what is wrong with it, and asks for another.
void add_correction(CompletionRequest& request, const Completion& completion,
                    std::string_view problem);

/// The judgement of a model that was asked `attempts` times at most; an invalid one when it refuses
/// or no reply can be read. `usage` and `calls` are those of all attempts. Other failures of the
/// provider are errors, so that the caller may try again or stop.
template <class Judgement>
Task<Judgement> ask_judge(std::shared_ptr<Provider> provider, CompletionRequest request,
                          ReadReply<Judgement> read, int attempts) {
  Judgement invalid;
  invalid.valid = false;
  for (int attempt = 0; attempt < attempts; ++attempt) {
    CompletionRequest question = request;
    auto completion = co_await provider->complete(std::move(question));
    invalid.calls = attempt + 1;
    if (!completion && completion.error().code() != errc::provider_refused)
      co_return std::move(completion).error().in("judge");
    if (!completion) {
      invalid.critique = "not judged: " + completion.error().message();
      co_return invalid;
    }
    invalid.usage += completion->usage;
    invalid.model = completion->model;
    if (const std::string refusal = refusal_of(*completion); !refusal.empty()) {
      invalid.critique = "not judged: " + refusal;
      co_return invalid;
    }
    auto judgement = read(completion->text);
    if (judgement) {
      judgement->usage = invalid.usage;
      judgement->calls = invalid.calls;
      judgement->model = std::move(invalid.model);
      co_return std::move(*judgement);
    }
    invalid.critique = "not judged: in the model's reply " + judgement.error().message();
    add_correction(request, *completion, judgement.error().message());
  }
  co_return invalid;
}

}  // namespace detail
WMH_END_NAMESPACE
