#pragma once

#include "net/http_message.hpp"
#include "providers/error_words.hpp"
#include "providers/failure.hpp"
#include "providers/secret.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// The failure in a response whose status or body is an error, for every provider: their words do
/// not contradict each other. `key` is removed from what is shown.
Failure classify(const HttpResponse& response, const Secret& key);

/// The same for an error inside an answer of status 200.
Failure classify(const HttpResponse& response, const ErrorWords& words, const Secret& key);

/// An answer that is not what it should be: retried, for a gateway's page may be gone next time.
Failure malformed(const HttpResponse& response, std::string problem);

/// The object in a successful response, or the failure that it is: by status, by an "error" inside,
/// or because it is no JSON object.
Outcome<json::value> read_answer(const HttpResponse& response, const Secret& key);

/// The provider's name of the call, wherever it is.
std::string request_id_of(const HttpResponse& response);

}  // namespace detail
WMH_END_NAMESPACE
