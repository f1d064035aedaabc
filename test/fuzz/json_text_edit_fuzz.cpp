// A JSON answer stays valid JSON, and the same where there is nothing to change, whatever the other
// guesses and the sessions say. The input is up to three JSON lines: the answer, a guess of
// another, what the session has shown.
#include <wmh/json.hpp>

#include "fuzz/require.hpp"
#include "offline/fields.hpp"
#include "offline/json_text_edit.hpp"
#include "util/json_leaves.hpp"
#include "util/text.hpp"

#include <array>

using namespace wmh;

namespace {

std::array<std::string, 3> first_lines(std::string_view text) {
  std::array<std::string, 3> lines;
  for (std::string& line : lines) {
    const auto end = std::min(text.find('\n'), text.size());
    line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

detail::Guess guess_of(const std::string& content) {
  detail::Guess guess;
  guess.observation.content = content;
  return guess;
}

void edit(const std::string& text, const json::value& value) {
  require(detail::replace_leaves(text, {}) == text);
  const std::size_t leaves = detail::json_leaves(value).size();
  const std::size_t places = detail::count_leaves(text);
  require(places >= leaves);
  if (places != leaves) return;
  std::map<std::size_t, std::string> zeros;
  for (std::size_t i = 0; i < leaves; ++i)
    zeros.emplace(i, "0");
  const auto edited = parse_json(detail::replace_leaves(text, zeros));
  require(edited.has_value());
  const detail::JsonLeaves changed = detail::json_leaves(*edited);
  require(changed.size() == leaves);
  for (const auto& [path, leaf] : changed)
    require(*leaf == json::value(0));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto [answer, other, shown] = first_lines({reinterpret_cast<const char*>(data), size});
  const auto value = parse_json(answer);
  if (value) edit(answer, *value);
  detail::NamedValues of_neighbour, of_session;
  of_neighbour.add_observation({answer});
  of_session.add_observation({shown});
  const std::vector<detail::Guess> guesses{guess_of(answer), guess_of(other)};
  const auto value_of = [&](std::string_view name) -> std::optional<std::string> {
    const std::string* only = of_session.only(name);
    if (!only) return std::nullopt;
    return *only;
  };
  const auto voted = detail::vote_on_fields(guesses, 0, {1, 2}, of_neighbour, value_of);
  if (value)
    require(parse_json(voted).has_value());
  else
    require(voted == answer || parse_json(detail::trim(answer)).has_value());
  return 0;
}
