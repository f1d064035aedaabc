#pragma once

#include "offline/recordings.hpp"

#include <map>
#include <optional>

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
  /// Whether and how far a tool's calls change what another one answers.
  std::optional<Reach> reach(std::uint64_t changing_tool, std::uint64_t tool) const;

 private:
  std::map<std::uint64_t, Reach> reach_{};  ///< By both tools.
};

/// What changes the answers of one tool, for telling many pasts apart: each other tool is looked up
/// once. The effects must outlive it.
class EffectsOnTool {
 public:
  EffectsOnTool(const Effects& effects, std::uint64_t tool) : effects_(effects), tool_(tool) {}

  /// The past of a call with these values follows, its last call first.
  void begin(const ArgumentValues& values);
  void see(const PastCall& past);
  /// The calls that change what the tool answers to the values; hashed, in order; 0: none does.
  std::uint64_t key() const;
  /// The same of a past that is given oldest first.
  std::uint64_t key(const std::vector<PastCall>& past, const ArgumentValues& values);

 private:
  std::optional<Effects::Reach> reach(std::uint64_t changing_tool);

  const Effects& effects_;
  std::uint64_t tool_;
  std::vector<std::pair<std::uint64_t, std::optional<Effects::Reach>>> known_{};
  ArgumentValues values_{};
  std::vector<std::uint64_t> changing_{};  ///< The last one first.
};

/// Tells tools that change state from tools that read, for each tool that is changed. Recordings of
/// one call for one task answer differently more often when different calls of a changing tool came
/// before them. Looks at a bounded number of pairs.
Effects learn_effects(const Recordings& recordings);

}  // namespace detail
WMH_END_NAMESPACE
