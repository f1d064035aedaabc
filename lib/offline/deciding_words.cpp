#include "offline/deciding_words.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>
#include <iterator>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

using Slots = HashedRegression::Slots;

constexpr std::size_t most_differing = 64;
constexpr std::size_t most_of_side = 40;
constexpr std::size_t most_of_shape = 14;

/// What a slot stands for.
enum class Mark : std::uint8_t {
  task = 1,
  differs,
  making,
  shape,
  shapes,
  turning,  // where the shapes begin to differ
  turning_from,
  turning_to,
  in_session,
  missing,  // in the neighbour
  extra,
  asked
};

template <class... Parts>
HashedRegression::Slot slot(Mark mark, Parts... parts) {
  std::uint64_t hash = static_cast<std::uint64_t>(mark);
  ((hash = mix_hash(hash, static_cast<std::uint64_t>(parts))), ...);
  return HashedRegression::slot_of(hash);
}

/// The first words of two shapes that differ; 1 at the end of one.
std::pair<std::uint32_t, std::uint32_t> turning_point(const Words& a, const Words& b) {
  const auto [i, j] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  return {i == a.end() ? 1 : *i, j == b.end() ? 1 : *j};
}

/// The first `most` words of `of` that `without` lacks.
Words difference(const Words& of, const Words& without, std::size_t most) {
  Words words;
  std::set_difference(of.begin(), of.end(), without.begin(), without.end(),
                      std::back_inserter(words));
  words.resize(std::min(words.size(), most));
  return words;
}

}  // namespace

Slots difference_slots(const Words& query, const Words& neighbour, bool same_task) {
  Words words;
  std::set_symmetric_difference(query.begin(), query.end(), neighbour.begin(), neighbour.end(),
                                std::back_inserter(words));
  words.resize(std::min(words.size(), most_differing));
  Slots slots{slot(Mark::task, same_task)};
  for (const std::uint32_t word : words)
    slots.push_back(slot(Mark::differs, word));
  return slots;
}

Slots making_slots(Making making, const CallWords& query, const CallWords& neighbour,
                   bool in_session, bool same_task) {
  const auto [from, to] = turning_point(query.shape, neighbour.shape);
  const std::uint64_t asked_shape = hash_of(query.shape);
  Slots slots{slot(Mark::task, same_task),
              slot(Mark::making, making),
              slot(Mark::shape, making, asked_shape),
              slot(Mark::shapes, making, asked_shape, hash_of(neighbour.shape)),
              slot(Mark::turning, making, from, to),
              slot(Mark::turning_from, making, from),
              slot(Mark::turning_to, making, to),
              slot(Mark::in_session, making, in_session)};
  // An answer given whole is learned of together with one whose values are replaced.
  const Making alike = making == Making::adapted ? Making::as_recorded : making;
  for (const std::uint32_t word : difference(query.set, neighbour.set, most_of_side))
    slots.push_back(slot(Mark::missing, alike, word));
  for (const std::uint32_t word : difference(neighbour.set, query.set, most_of_side))
    slots.push_back(slot(Mark::extra, alike, word));
  if (making == Making::as_recorded) return slots;
  Words shape = set_of(query.shape);
  shape.resize(std::min(shape.size(), most_of_shape));
  for (const std::uint32_t word : shape)
    slots.push_back(slot(Mark::asked, making, word));
  return slots;
}

}  // namespace detail
WMH_END_NAMESPACE
