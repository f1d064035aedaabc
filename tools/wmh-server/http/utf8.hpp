#pragma once

#include <string>
#include <string_view>

namespace wmh::server {

bool is_utf8(std::string_view text);

/// The text with each byte that is not UTF-8 as U+FFFD: fit to be in JSON.
std::string mended_utf8(std::string_view text);

}  // namespace wmh::server
