#include "support/providers/asked.hpp"

#include "providers/url.hpp"
#include "support/providers/bodies.hpp"
#include "support/providers/credentials.hpp"

#include <boost/json/parse.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace wmh::testing {
namespace {

using detail::HttpHeader;
using detail::HttpRequest;
using detail::ProviderKind;

/// What the address of a request says.
struct Place {
  ProviderKind kind = ProviderKind::anthropic;
  Api api = Api::messages;
  std::string model{};  ///< Empty: the body names it.
};

bool take_front(std::string_view& text, std::string_view front) {
  if (!text.starts_with(front)) return false;
  text.remove_prefix(front.size());
  return true;
}

/// The next segment of a path, decoded; empty unless it is written as it should be.
std::string take_segment(std::string_view& path) {
  const std::string_view segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  std::string text = detail::percent_decode(segment);
  return detail::percent_encode(text) == segment ? text : std::string();
}

bool is_dated_version(std::string_view query) {
  return query.size() >= 10 && std::all_of(query.begin(), query.begin() + 10, [](char c) {
           return (c >= '0' && c <= '9') || c == '-';
         });
}

std::optional<Place> azure_deployment(std::string_view path, std::string_view query) {
  const std::string deployment = take_segment(path);
  if (deployment.empty() || !take_front(query, "api-version=") || !is_dated_version(query))
    return std::nullopt;
  if (path == "/chat/completions") return Place{ProviderKind::azure_openai, Api::chat, deployment};
  if (path == "/embeddings") return Place{ProviderKind::azure_openai, Api::embeddings, deployment};
  return std::nullopt;
}

std::optional<Place> azure_place(std::string_view path, std::string_view query) {
  if (take_front(path, "deployments/")) return azure_deployment(path, query);
  const bool plain =
      query.empty() || query == "api-version=preview" || query == "api-version=latest";
  if (!plain) return std::nullopt;
  if (path == "v1/chat/completions") return Place{ProviderKind::azure_openai, Api::chat, {}};
  if (path == "v1/embeddings") return Place{ProviderKind::azure_openai, Api::embeddings, {}};
  return std::nullopt;
}

std::optional<Place> bedrock_place(std::string_view path) {
  const std::string model = take_segment(path);
  const auto has = [&](std::string_view part) {
    return model.find(part) != std::string::npos;
  };
  if (model.empty()) return std::nullopt;
  if (path == "/converse") return Place{ProviderKind::bedrock, Api::converse, model};
  if (path != "/invoke") return std::nullopt;
  if (has("anthropic.claude")) return Place{ProviderKind::bedrock, Api::invoke, model};
  if (has("titan-embed-text")) return Place{ProviderKind::bedrock, Api::titan, model};
  if (has("cohere.embed")) return Place{ProviderKind::bedrock, Api::cohere, model};
  return std::nullopt;
}

std::optional<Place> place_of(std::string_view path, std::string_view query) {
  if (take_front(path, "/openai/")) return azure_place(path, query);
  if (!query.empty()) return std::nullopt;
  if (take_front(path, "/model/")) return bedrock_place(path);
  if (path == "/v1/messages") return Place{ProviderKind::anthropic, Api::messages, {}};
  if (path == "/v1/chat/completions") return Place{ProviderKind::openai, Api::chat, {}};
  if (path == "/v1/responses") return Place{ProviderKind::openai_responses, Api::responses, {}};
  if (path == "/v1/embeddings") return Place{ProviderKind::openai, Api::embeddings, {}};
  return std::nullopt;
}

void check_json_headers(const HttpRequest& request, Problem& problem) {
  for (const std::string_view name : {"content-type", "accept"}) {
    const std::string* value = detail::find_header(request.headers, name);
    if (value == nullptr || *value != "application/json")
      problem.note(fmt::format("header {} is not application/json", name));
  }
}

void check_version(const HttpRequest& request, Problem& problem) {
  const std::string* version = detail::find_header(request.headers, "anthropic-version");
  if (version == nullptr || (*version != "2023-06-01" && *version != "2026-10-21"))
    problem.note("header anthropic-version names no version");
}

void read_body(Asked& asked, const HttpRequest& request, Problem& problem) {
  json::parse_options options;
  options.max_depth = 128;
  boost::system::error_code failed;
  const json::value value = json::parse(request.body.view(), failed, {}, options);
  if (failed) return problem.note("body is no JSON: " + failed.message());
  Fields body(&value, "body", problem);
  switch (asked.api) {
    case Api::messages:
    case Api::invoke:
      read_messages(asked, body);
      break;
    case Api::chat:
      read_chat(asked, body);
      break;
    case Api::responses:
      read_responses(asked, body);
      break;
    case Api::embeddings:
      read_embeddings(asked, body);
      break;
    case Api::converse:
      read_converse(asked, body);
      break;
    case Api::titan:
      read_titan(asked, body);
      break;
    case Api::cohere:
      read_cohere(asked, body);
      break;
  }
  body.end();
}

}  // namespace

Result<Asked> read_asked(const HttpRequest& request, const AskRules& rules) {
  const detail::UrlView url = detail::split_url(request.url);
  std::string_view path = url.path;
  const auto wrong = [](std::string text) {
    return Error(errc::invalid_argument, std::move(text));
  };
  if (request.method != "POST") return wrong("method is not POST");
  const auto place = take_front(path, rules.prefix) ? place_of(path, url.query) : std::nullopt;
  if (!place) return wrong("path is no API's");

  Problem problem;
  Asked asked{.kind = place->kind, .api = place->api, .model = place->model};
  check_json_headers(request, problem);
  if (asked.kind == ProviderKind::anthropic) check_version(request, problem);
  check_credentials(request, asked.kind, rules, problem);
  check_header_names(request, asked.kind, problem);
  read_body(asked, request, problem);
  if (problem.found()) return wrong(problem.text());
  return asked;
}

}  // namespace wmh::testing
