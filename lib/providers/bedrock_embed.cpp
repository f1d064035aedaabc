#include "providers/bedrock_embed.hpp"

#include "providers/bedrock.hpp"
#include "providers/classify.hpp"
#include "providers/embed_rows.hpp"

#include <charconv>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// Cohere's bodies do not count; a header of Bedrock does.
std::optional<std::int64_t> tokens_in(const HttpResponse& response) {
  const std::string* text = find_header(response.headers, "X-Amzn-Bedrock-Input-Token-Count");
  std::int64_t tokens = 0;
  if (text == nullptr) return std::nullopt;
  const auto [end, problem] = std::from_chars(text->data(), text->data() + text->size(), tokens);
  const bool whole = problem == std::errc() && end == text->data() + text->size() && tokens >= 0;
  return whole ? std::optional(tokens) : std::nullopt;
}

/// An array of rows, or rows by their type.
const json::value* rows_of(const json::value& answer) {
  const json::value* by_type = member(&answer, "embeddings", "float");
  return by_type ? by_type : member(&answer, "embeddings");
}

Outcome<EmbeddedRows> finish(EmbedRows& rows, const HttpResponse& response,
                             std::optional<std::int64_t> tokens) {
  auto all = rows.finish();
  if (!all) return malformed(response, all.error().message());
  return EmbeddedRows{std::move(*all), tokens ? tokens : tokens_in(response)};
}

}  // namespace

Result<HttpRequest> encode_titan_embed(const ProviderSettings& settings,
                                       std::span<const std::string> texts, std::size_t dim) {
  if (auto checked = check_embed_texts(texts); !checked) return std::move(checked).error();
  json::object body{{"inputText", texts.front()}};
  const bool first = settings.embed_model.find("text-v1") != std::string::npos;
  if (!first && dim != 0) body["dimensions"] = dim;
  if (!first) body["normalize"] = true;
  return bedrock_post(settings, settings.embed_model, "invoke", body);
}

Outcome<EmbeddedRows> decode_titan_embed(const ProviderSettings& settings,
                                         const HttpResponse& response, std::size_t count,
                                         std::size_t dim) {
  auto answer = read_answer(response, settings.key);
  if (!answer) return with_bedrock_hint(std::move(answer.failure()));
  EmbedRows rows(count, dim);
  const json::value* row = member(&*answer, "embedding");
  rows.add(0, row ? row : member(&*answer, "embeddingsByType", "float"));
  return finish(rows, response, count_of(member(&*answer, "inputTextTokenCount")));
}

Result<HttpRequest> encode_cohere_embed(const ProviderSettings& settings,
                                        std::span<const std::string> texts, std::size_t dim) {
  if (auto checked = check_embed_texts(texts); !checked) return std::move(checked).error();
  json::object body;
  json::array& all = body["texts"].emplace_array();
  for (const std::string& text : texts)
    all.emplace_back(text);
  body["input_type"] = "search_document";
  body["truncate"] = "END";
  body["embedding_types"] = json::array{"float"};
  const bool sized = settings.embed_model.find("embed-v4") != std::string::npos;
  if (sized && dim != 0) body["output_dimension"] = dim;
  return bedrock_post(settings, settings.embed_model, "invoke", body);
}

Outcome<EmbeddedRows> decode_cohere_embed(const ProviderSettings& settings,
                                          const HttpResponse& response, std::size_t count,
                                          std::size_t dim) {
  auto answer = read_answer(response, settings.key);
  if (!answer) return with_bedrock_hint(std::move(answer.failure()));
  EmbedRows rows(count, dim);
  std::size_t place = 0;
  for (const json::value& row : elements(rows_of(*answer)))
    rows.add(place++, &row);
  return finish(rows, response, std::nullopt);
}

}  // namespace detail
WMH_END_NAMESPACE
