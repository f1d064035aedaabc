#include "providers/openai_embed.hpp"

#include "providers/azure_openai.hpp"
#include "providers/classify.hpp"
#include "providers/embed_rows.hpp"
#include "providers/openai_chat.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

void add_rest(json::object& body, const ProviderSettings& settings,
              std::span<const std::string> texts, std::size_t dim) {
  json::array& input = body["input"].emplace_array();
  for (const std::string& text : texts)
    input.emplace_back(text);
  if (dim != 0) body["dimensions"] = dim;
  if (settings.base64_embeddings) body["encoding_format"] = "base64";
}

}  // namespace

Result<HttpRequest> encode_openai_embed(const ProviderSettings& settings,
                                        std::span<const std::string> texts, std::size_t dim) {
  if (auto checked = check_embed_texts(texts); !checked) return std::move(checked).error();
  json::object body{{"model", settings.embed_model}};
  add_rest(body, settings, texts, dim);
  return openai_post(settings, "embeddings", body);
}

Result<HttpRequest> encode_azure_embed(const ProviderSettings& settings,
                                       std::span<const std::string> texts, std::size_t dim) {
  if (auto checked = check_embed_texts(texts); !checked) return std::move(checked).error();
  json::object body;
  add_rest(body, settings, texts, dim);
  return azure_post(settings, settings.embed_model, "embeddings", std::move(body));
}

Outcome<EmbeddedRows> decode_openai_embed(const ProviderSettings& settings,
                                          const HttpResponse& response, std::size_t count,
                                          std::size_t dim) {
  auto answer = read_answer(response, settings.key);
  if (!answer) return with_url_hint(std::move(answer.failure()), settings);
  EmbedRows rows(count, dim);
  std::size_t place = 0;
  for (const json::value& item : elements(member(&*answer, "data"))) {
    const auto index = count_of(member(&item, "index"));
    rows.add(index ? static_cast<std::size_t>(*index) : place, member(&item, "embedding"));
    ++place;
  }
  auto all = rows.finish();
  if (!all) return malformed(response, all.error().message());
  return EmbeddedRows{std::move(*all), count_of(member(&*answer, "usage", "prompt_tokens"))};
}

}  // namespace detail
WMH_END_NAMESPACE
