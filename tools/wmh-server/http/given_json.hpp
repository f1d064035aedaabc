#pragma once

#include <wmh/json.hpp>

namespace wmh::server {

/// Reads JSON that a client gave. What it holds is given back in answers, so numbers beyond the
/// range of a double, which no JSON text could say again, are refused as well.
Result<json::value> parse_given_json(std::string_view text);

}  // namespace wmh::server
