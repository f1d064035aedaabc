#include "providers/endpoint.hpp"

#include "net/url.hpp"
#include "providers/url.hpp"
#include "util/text.hpp"

#include <fmt/format.h>

#include <algorithm>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

/// The host is `domain`, or below it.
bool is_within(std::string_view host, std::string_view domain) noexcept {
  if (!host.ends_with(domain)) return false;
  return host.size() == domain.size() || host[host.size() - domain.size() - 1] == '.';
}

constexpr std::string_view anthropic_domains[] = {"anthropic.com"};
constexpr std::string_view openai_domains[] = {"openai.com"};
constexpr std::string_view azure_domains[] = {"openai.azure.com", "services.ai.azure.com",
                                              "cognitiveservices.azure.com"};
constexpr std::string_view aws_domains[] = {"amazonaws.com", "amazonaws.com.cn", "amazonaws.eu",
                                            "api.aws"};

template <std::size_t n>
bool is_within_any(std::string_view host, const std::string_view (&domains)[n]) noexcept {
  return std::any_of(std::begin(domains), std::end(domains),
                     [&](std::string_view domain) { return is_within(host, domain); });
}

/// bedrock-runtime.<region>.<domain>: below AWS's domains there are hosts of its customers, too.
bool is_bedrock_host(std::string_view host) noexcept {
  static constexpr std::string_view services[] = {"bedrock-runtime", "bedrock-runtime-fips",
                                                  "bedrock-mantle"};
  for (const std::string_view domain : aws_domains) {
    if (!is_within(host, domain) || host.size() == domain.size()) continue;
    const std::string_view place = host.substr(0, host.size() - domain.size() - 1);
    const auto dot = place.find('.');
    const std::string_view region = dot == std::string_view::npos ? "" : place.substr(dot + 1);
    if (region.find('-') != std::string_view::npos && region.find('.') == std::string_view::npos &&
        std::find(std::begin(services), std::end(services), place.substr(0, dot)) !=
            std::end(services))
      return true;
  }
  return false;
}

bool is_name(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

bool is_value(std::string_view text) noexcept {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= ' ' && c != 127; });
}

}  // namespace

std::string default_base_url(ProviderKind kind, std::string_view region) {
  switch (kind) {
    case ProviderKind::anthropic:
      return "https://api.anthropic.com";
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      return "https://api.openai.com/v1";
    case ProviderKind::bedrock:
      break;
    case ProviderKind::azure_openai:
      return {};
  }
  const std::string_view domain = region.starts_with("cn-")     ? "amazonaws.com.cn"
                                  : region.starts_with("eusc-") ? "amazonaws.eu"
                                                                : "amazonaws.com";
  return fmt::format("https://bedrock-runtime.{}.{}", region, domain);
}

bool is_vendor_host(ProviderKind kind, std::string_view url) {
  const auto parts = parse_url(url);
  if (!parts || !parts->tls) return false;
  switch (kind) {
    case ProviderKind::anthropic:
      return is_within_any(parts->host, anthropic_domains);
    case ProviderKind::openai:
    case ProviderKind::openai_responses:
      return is_within_any(parts->host, openai_domains);
    case ProviderKind::azure_openai:
      return is_within_any(parts->host, azure_domains);
    case ProviderKind::bedrock:
      break;
  }
  return is_bedrock_host(parts->host);
}

bool is_openai_host(std::string_view url) {
  const auto parts = parse_url(url);
  return parts &&
         (is_within_any(parts->host, openai_domains) || is_within_any(parts->host, azure_domains));
}

Result<Done> check_base_url(std::string_view url) {
  if (split_url(url).authority.find('@') != std::string_view::npos)
    return Error(
        errc::invalid_argument,
        fmt::format("the endpoint holds a password; put it into {}", "WMH_ENDPOINT_API_KEY"));
  const auto parts = parse_url(url);
  if (!parts) return Error(errc::invalid_argument, "the endpoint: " + parts.error().message());
  if (parts->target.find('?') != std::string::npos)
    return Error(errc::invalid_argument,
                 "the endpoint has a query; leave it out, and name the version as api_version");
  return Done{};
}

Result<HttpHeaders> parse_headers(std::string_view lines) {
  HttpHeaders headers;
  while (!lines.empty()) {
    const std::string_view line = trim(lines.substr(0, lines.find('\n')));
    lines.remove_prefix(std::min(lines.size(), lines.find('\n')));
    if (!lines.empty()) lines.remove_prefix(1);
    if (line.empty()) continue;
    const auto colon = line.find(':');
    const std::string_view name = trim(line.substr(0, colon));
    const std::string_view value =
        colon == std::string_view::npos ? std::string_view() : trim(line.substr(colon + 1));
    if (!is_name(name) || !is_value(value) || colon == std::string_view::npos)
      return Error(errc::invalid_argument,
                   "custom headers: a line is not \"Name: value\"; correct it");
    headers.push_back({std::string(name), std::string(value)});
  }
  return headers;
}

}  // namespace detail
WMH_END_NAMESPACE
