#pragma once

#include <wmh/error.hpp>
#include <wmh/types.hpp>

#include "net/http_message.hpp"

#include <boost/json/object.hpp>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A call to a provider and what became of it after all its attempts.
struct RecordedExchange {
  HttpRequest request{};
  Result<HttpResponse> response{};
  int attempts = 1;
  double seconds = 0;
};

/// The file of the exchange with this request: a digest of method, URL and body, and how often it
/// was sent before. Credentials in headers and URL make no difference.
std::string record_name(const HttpRequest& request, std::size_t earlier);

/// Bodies that are not UTF-8 are in base64, as `body_base64`.
json::object to_json(const RecordedExchange& exchange);
Result<RecordedExchange> recorded_exchange_from_json(const json::value& value);

}  // namespace detail
WMH_END_NAMESPACE
