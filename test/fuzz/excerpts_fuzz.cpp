// Parts of an answer hold no line that the answer has not, but for numbers, prefixes and gaps, and
// its layout is a unit vector, whatever the arguments. The first line is the arguments.
#include "fuzz/require.hpp"
#include "offline/excerpts.hpp"
#include "offline/layout.hpp"
#include "offline/text_lines.hpp"

#include <cmath>
#include <set>
#include <string>

using namespace wmh;
using detail::Making;

namespace {

bool keeps_lines(Making making) {
  switch (making) {
    case Making::matching_numbered:
    case Making::matching_any_case_numbered:
    case Making::first_matching_numbered:
    case Making::first_matching_any_case_numbered:
    case Making::unprefixed:
      return false;
    default:
      return true;
  }
}

void check_layout(std::string_view text) {
  const detail::Layout layout(text);
  require(std::abs(detail::product(layout.shares(), layout.shares()) - 1) < 1e-3);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(input.find('\n'), input.size());
  const std::string content = input.substr(std::min(end + 1, input.size()));
  check_layout(content);
  const detail::TextLines lines(content);
  std::set<std::string_view> known{"--", ""};
  for (std::size_t i = 0; i < lines.size(); ++i)
    known.insert(lines[i]);
  for (const auto& [making, part] :
       detail::excerpts_of(detail::hints_of(input.substr(0, end)), content)) {
    const detail::TextLines kept(part);
    for (std::size_t i = 0; keeps_lines(making) && i < kept.size(); ++i)
      require(known.contains(kept[i]));
  }
  return 0;
}
