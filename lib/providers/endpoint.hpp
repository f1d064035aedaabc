#pragma once

#include <wmh/error.hpp>

#include "providers/settings.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The vendor's own address; empty for Azure, where every customer has one.
std::string default_base_url(ProviderKind kind, std::string_view region);

/// True when the URL is https to a host of the vendor.
bool is_vendor_host(ProviderKind kind, std::string_view url);

/// True for OpenAI's own hosts and Azure's, whose API is the newest.
bool is_openai_host(std::string_view url);

/// Fails for anything but http or https to a host, and for a user or a query inside.
Result<Done> check_base_url(std::string_view url);

/// Reads lines of "Name: value", as ANTHROPIC_CUSTOM_HEADERS holds them.
Result<HttpHeaders> parse_headers(std::string_view lines);

}  // namespace detail
WMH_END_NAMESPACE
