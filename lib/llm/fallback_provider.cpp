#include "llm/fallback_provider.hpp"

#include "providers/failure.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// The next call would fail as this one did.
bool wants_rest(const Error& error) noexcept {
  return error.code() == errc::unauthorized || is_quota_exhausted(error);
}

}  // namespace

bool is_worth_falling_back(const Error& error) noexcept {
  for (const errc code :
       {errc::unauthorized, errc::provider_refused, errc::rate_limited, errc::network,
        errc::timed_out, errc::provider_unavailable, errc::not_found})
    if (error.code() == code) return true;
  return false;
}

FallbackProvider::FallbackProvider(std::vector<std::shared_ptr<Provider>> chain,
                                   std::shared_ptr<Observer> observer,
                                   std::function<Clock::time_point()> now)
    : chain_(std::move(chain)),
      observer_(std::move(observer)),
      now_(std::move(now)),
      resting_until_(chain_.size(), Clock::time_point::min()) {}

FallbackProvider::Chain FallbackProvider::order() const {
  const auto now = now_();
  Chain awake, resting;
  const std::lock_guard lock(mutex_);
  for (std::size_t place = 0; place < chain_.size(); ++place)
    (resting_until_[place] > now ? resting : awake).push_back(place);
  awake.insert(awake.end(), resting.begin(), resting.end());
  return awake;
}

void FallbackProvider::note(std::size_t place, const Result<Completion>& completion) {
  const bool tired = !completion && wants_rest(completion.error());
  if (!tired && !completion) return;
  const auto until = tired ? now_() + rest : Clock::time_point::min();
  const std::lock_guard lock(mutex_);
  resting_until_[place] = until;
}

void FallbackProvider::tell(std::size_t from, std::size_t to, const Error& error) const {
  if (!observer_ || !observer_->enabled(Severity::warning)) return;
  const Field fields[] = {{"from", chain_[from]->model()},
                          {"to", chain_[to]->model()},
                          {"error.message", std::string_view(error.message())}};
  observer_->on_event({Severity::warning, "wmh.provider.fallback", fields});
}

Task<Completion> FallbackProvider::complete(CompletionRequest request) {
  const Chain places = order();
  for (std::size_t i = 0;; ++i) {
    const bool last = i + 1 == places.size();
    CompletionRequest asked = last ? std::move(request) : request;
    auto completion = co_await chain_[places[i]]->complete(std::move(asked));
    note(places[i], completion);
    if (completion || last || !is_worth_falling_back(completion.error())) co_return completion;
    tell(places[i], places[i + 1], completion.error());
  }
}

}  // namespace detail

std::shared_ptr<Provider> make_fallback_provider(std::vector<std::shared_ptr<Provider>> chain,
                                                 std::shared_ptr<Observer> observer) {
  return std::make_shared<detail::FallbackProvider>(std::move(chain), std::move(observer));
}

WMH_END_NAMESPACE
