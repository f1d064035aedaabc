#pragma once

#include <wmh/provider.hpp>

#include <functional>
#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Whether another provider may answer where one failed like this.
bool is_worth_falling_back(const Error& error) noexcept;

/// Providers that are asked one after the other until one answers; see make_fallback_provider().
class FallbackProvider final : public Provider {
 public:
  using Clock = std::chrono::steady_clock;
  /// For how long a provider without credentials or quota is asked last.
  static constexpr std::chrono::seconds rest{60};

  FallbackProvider(std::vector<std::shared_ptr<Provider>> chain, std::shared_ptr<Observer> observer,
                   std::function<Clock::time_point()> now = Clock::now);

  std::string_view model() const noexcept override { return chain_.front()->model(); }
  Task<Completion> complete(CompletionRequest request) override;

 private:
  using Chain = std::vector<std::size_t>;  // places in chain_

  /// In the order of the chain, those that rest behind the others.
  Chain order() const;
  void note(std::size_t place, const Result<Completion>& completion);
  void tell(std::size_t from, std::size_t to, const Error& error) const;

  const std::vector<std::shared_ptr<Provider>> chain_;
  const std::shared_ptr<Observer> observer_;
  const std::function<Clock::time_point()> now_;
  mutable std::mutex mutex_{};  ///< Guards what follows.
  std::vector<Clock::time_point> resting_until_;
};

}  // namespace detail
WMH_END_NAMESPACE
