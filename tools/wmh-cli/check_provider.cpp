#include "check_provider.hpp"

#include "run_task.hpp"

#include <fmt/format.h>

#include <chrono>

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

}  // namespace

std::string without_kind(std::string_view message, std::string_view kind) {
  if (message.starts_with(kind) && message.substr(kind.size()).starts_with(": "))
    message.remove_prefix(kind.size() + 2);
  return std::string(message);
}

Check check_provider(Provider& provider, std::string_view kind) {
  Check check{false, fmt::format("{} {}", kind, provider.model())};
  const auto begin = Clock::now();
  const auto completion = complete(provider, ping());
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  check.ok = completion.has_value();
  check.detail = completion ? fmt::format("answered in {:.2f} s, {}", seconds, cost_of(*completion))
                            : without_kind(completion.error().message(), kind);
  return check;
}

Check check_embedder(Embedder& embedder, std::string_view kind) {
  Check check{false, fmt::format("embed:{}", kind)};
  const auto begin = Clock::now();
  const auto rows = embed(embedder, {"ping"});
  const double seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  check.ok = rows && rows->values.size() == embedder.dim();
  check.detail = rows ? fmt::format("dim={}, answered in {:.2f} s", rows->dim, seconds)
                      : without_kind(rows.error().message(), kind);
  return check;
}

}  // namespace wmh::cli
