#include "http/message.hpp"

#include "http/grammar.hpp"

namespace wmh::server {

std::string_view find_header(const Headers& headers, std::string_view name) noexcept {
  for (const auto& [key, value] : headers)
    if (same_ignoring_case(key, name)) return value;
  return {};
}

}  // namespace wmh::server
