#include "check_provider.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace wmh::cli {
namespace {

using Clock = std::chrono::steady_clock;

CompletionRequest ping() {
  CompletionRequest request("This is a test of the connection.",
                            {{Role::user, "Answer with the word pong."}});
  request.max_tokens = 2048;  // hidden thoughts count as well
  return request;
}

std::string cost_of(const Completion& completion) {
  if (completion.usage_missing) return "tokens not counted";
  const TokenUsage& usage = completion.usage;
  const auto cost = cost_in_usd(completion.model, usage);
  return fmt::format("{} tokens in, {} out, {}", usage.input_tokens, usage.output_tokens,
                     cost ? fmt::format("${:.5f}", *cost) : "price unknown");
}

/// Runs one call on a context of its own, with what the provider does beside it.
Result<Completion> complete(asio::io_context& context, Provider& provider) {
  Result<Completion> outcome;
  asio::co_spawn(context, provider.complete(ping()),
                 [&](std::exception_ptr failure, Result<Completion> result) {
                   if (failure) std::rethrow_exception(failure);
                   outcome = std::move(result);
                   context.stop();
                 });
  context.run();
  return outcome;
}

/// A message without the kind that it begins with: the line does too.
std::string plain(std::string_view message) {
  const std::size_t colon = message.find(": ");
  const auto kind =
      std::find(std::begin(provider_kinds), std::end(provider_kinds), message.substr(0, colon));
  return std::string(kind == std::end(provider_kinds) ? message : message.substr(colon + 2));
}

}  // namespace

Check check_provider(const ProviderOptions& options) {
  asio::io_context context(1);
  Check check{false, options.kind};
  const auto provider = make_provider(context.get_executor(), options);
  if (!provider) {
    check.detail = plain(provider.error().message());
    return check;
  }
  check.what += fmt::format(" {}", (*provider)->model());
  const auto begin = Clock::now();
  const auto completion = complete(context, **provider);
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  check.ok = completion.has_value();
  check.detail = completion ? fmt::format("answered in {:.2f} s, {}", seconds, cost_of(*completion))
                            : plain(completion.error().message());
  return check;
}

}  // namespace wmh::cli
