#include "llm/remote_embedder.hpp"

#include "llm/embed_job.hpp"
#include "llm/metered_call.hpp"

#include <fmt/format.h>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// What one request came to.
struct Asked {
  Result<EmbeddedRows> rows{};
  bool too_long = false;
};

/// At a length that no tokenizer makes more tokens of, and not inside a character.
void cut(std::vector<std::string>& texts, std::size_t most) {
  for (std::string& text : texts) {
    if (text.size() <= most) continue;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
      --end;
    text.resize(end);
  }
}

bool can_be_cut(const std::vector<std::string>& texts, std::size_t most) {
  return most != 0 && std::any_of(texts.begin(), texts.end(),
                                  [&](const std::string& text) { return text.size() > most; });
}

/// Sends one request, unmetered.
asio::awaitable<Asked> send(std::shared_ptr<const EmbedApi> api, std::vector<std::string> texts) {
  Asked asked;
  auto encoded = api->dialect.encode(api->api->settings(), texts, api->dim.asked);
  if (!encoded) {
    asked.rows = encoded.error();
    co_return asked;
  }
  const auto too_long = std::make_shared<bool>(false);
  AnswerReader<EmbeddedRows>::Decode decode = [api, too_long,
                                               count = texts.size()](const HttpResponse& response) {
    auto rows = api->dialect.decode(api->api->settings(), response, count, 0);
    *too_long = !rows && rows.failure().kind == FailureKind::too_long;
    return rows;
  };
  asked.rows = co_await api->api->call<EmbeddedRows>(std::move(*encoded), std::move(decode));
  asked.too_long = *too_long;
  co_return asked;
}

/// Sends one request and counts it.
asio::awaitable<Asked> ask(std::shared_ptr<const EmbedApi> api, std::vector<std::string> texts) {
  std::optional<MeteredCall> call;
  if (api->meter) {
    auto admitted = MeteredCall::begin(api->meter, wmh::Phase::embed, api->model());
    if (!admitted) co_return Asked{admitted.error()};
    call.emplace(std::move(*admitted));
  }
  Asked asked = co_await send(api, std::move(texts));
  if (call && asked.rows) {
    Bill bill{.model = api->model(), .usage_missing = !asked.rows->tokens};
    bill.usage.input_tokens = asked.rows->tokens.value_or(0);
    call->answered(bill);
  }
  co_return asked;
}

Error other_length(const EmbedApi& api, std::size_t dim) {
  return Error(errc::invalid_argument,
               fmt::format("{} made vectors of {} values instead of {}; set EmbedderOptions::dim",
                           api.model(), dim, api.dim.dim));
}

}  // namespace

Task<Embeddings> embed_batch(std::shared_ptr<const EmbedApi> api, std::vector<std::string> texts) {
  const std::size_t most = api->dialect.limits.text_tokens;
  std::vector<std::string> copy = texts;
  Asked asked = co_await ask(api, std::move(copy));
  if (asked.too_long && can_be_cut(texts, most)) {
    cut(texts, most);
    asked = co_await ask(api, std::move(texts));
  }
  if (!asked.rows) co_return asked.rows.error();
  Embeddings& rows = asked.rows->rows;
  if (rows.dim != api->dim.dim) co_return other_length(*api, rows.dim);
  co_return std::move(rows);
}

Task<Embeddings> RemoteEmbedder::embed(std::vector<std::string> texts) {
  return run_embed_job(api_, std::move(texts));
}

}  // namespace detail
WMH_END_NAMESPACE
