#pragma once

#include "offline/recordings.hpp"

#include <map>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Which tools' accepted calls change what a tool answers later: any of their calls, or those that
/// have a value in common with the later one (an order's number, say).
class Effects {
 public:
  enum class Reach : std::uint8_t { sharing, any };

  static std::uint64_t key_of(std::uint64_t changed_tool, std::uint64_t changing_tool);
  /// `key`: of both tools. Of two reaches the wider one holds.
  void add(std::uint64_t key, Reach reach);
  bool empty() const noexcept { return reach_.empty(); }
  const std::map<std::uint64_t, Reach>& reaches() const noexcept { return reach_; }

  /// Whether a tool's calls change what another one answers.
  bool changes(std::uint64_t changing_tool, std::uint64_t tool) const;
  bool changes(const PastCall& past, std::uint64_t tool, const ArgumentValues& values) const;
  /// The calls among `past` that change what `tool` answers to `values`; hashed, in order; 0 when
  /// there is none.
  std::uint64_t key(const std::vector<PastCall>& past, std::uint64_t tool,
                    const ArgumentValues& values) const;
  /// The same for a recorded entry and the calls before it in its trace.
  std::uint64_t key(const Recordings& recordings, std::uint32_t entry) const;

 private:
  std::map<std::uint64_t, Reach> reach_{};  ///< By both tools.
};

/// Tells tools that change state from tools that read, for each tool that is changed. Recordings of
/// one call for one task answer differently more often when different calls of a changing tool came
/// before them. Looks at a bounded number of pairs.
Effects learn_effects(const Recordings& recordings);

}  // namespace detail
WMH_END_NAMESPACE
