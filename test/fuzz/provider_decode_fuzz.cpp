// Answers of providers: whatever comes, with whatever status, is a completion or a failure that can
// be shown. The first byte picks the dialect, the second the status.
#include "fuzz/require.hpp"
#include "providers/dialect.hpp"
#include "providers/embed.hpp"

#include <cstdint>
#include <simdjson.h>

namespace {

using namespace wmh::detail;

constexpr std::string_view key = "sk-0123456789abcdef";
constexpr int statuses[] = {200, 200, 400, 401, 403, 404, 408, 413, 424, 429, 500, 503, 529, 302};

ProviderSettings settings_of(unsigned number) {
  ProviderSettings settings{.kind = static_cast<ProviderKind>(number % 5)};
  settings.model = number % 2 == 0 ? "anthropic.claude-x" : "amazon.nova";
  settings.embed_model = number % 2 == 0 ? "amazon.titan-embed-text-v2:0" : "cohere.embed-v4:0";
  settings.base_url = "https://host.example";
  settings.key = Secret(std::string(key));
  return settings;
}

void require_usable(const wmh::Completion& completion) {
  for (const std::int64_t tokens :
       {completion.usage.input_tokens, completion.usage.output_tokens,
        completion.usage.cache_read_tokens, completion.usage.cache_write_tokens})
    require(tokens >= 0);
  require(simdjson::validate_utf8(completion.text));
}

void require_showable(const Failure& failure) {
  const std::string text = to_error(failure, "fuzz").message();
  require(simdjson::validate_utf8(text) && text.find(key) == std::string::npos);
  for (const char c : text)
    require(static_cast<unsigned char>(c) >= ' ');
  if (failure.retry_after) require(failure.retry_after->count() >= 0);
}

void check_completion(const ProviderSettings& settings, const wmh::detail::HttpResponse& response) {
  const auto answer = dialect_of(settings.kind).decode(settings, response);
  if (answer)
    require_usable(*answer);
  else
    require_showable(answer.failure());
}

void check_embeddings(const ProviderSettings& settings, const wmh::detail::HttpResponse& response) {
  const auto dialect = embed_dialect_of(settings);
  if (!dialect) return;
  const auto rows = dialect->decode(settings, response, 2, 0);
  if (rows)
    require(rows->rows.dim > 0 && rows->rows.values.size() == 2 * rows->rows.dim);
  else
    require_showable(rows.failure());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const ProviderSettings settings = settings_of(data[0]);
  const wmh::detail::HttpResponse response{
      statuses[data[1] % std::size(statuses)],
      {},
      std::string(reinterpret_cast<const char*>(data) + 2, size - 2)};
  check_completion(settings, response);
  check_embeddings(settings, response);
  return 0;
}
