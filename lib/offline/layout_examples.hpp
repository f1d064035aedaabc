#pragma once

#include "offline/layout.hpp"
#include "offline/words.hpp"

#include <functional>

WMH_BEGIN_NAMESPACE
namespace detail {

/// How calls of like shape are answered, whatever they are about.
struct ExpectedLayout {
  std::vector<Layout::Share> shares{};  ///< Mean of the layouts, sorted.
  double errors = 0;                    ///< Share of errors.
  double log_lines = 0;                 ///< Mean of Layout::log_lines,
  double spread = 1;                    ///< and its standard deviation, at least 0.2.
};

/// Layouts of a tool's answers by the shape of the call: of the first 4,096 that come.
class LayoutExamples {
 public:
  static constexpr std::size_t max_examples = 4096;
  bool full() const noexcept { return examples_.size() == max_examples; }

  void add(std::uint32_t entry, bool is_error, Layout layout, const Words& shape);
  /// Of the 24 examples most like the shape, the likest first; `counts` tells which entries may be
  /// looked at. Empty when there is none.
  ExpectedLayout expected(const Words& shape,
                          const std::function<bool(std::uint32_t)>& counts) const;

 private:
  struct Example {
    std::uint32_t entry;
    bool is_error;
    Layout layout;
  };
  /// The examples of one shape.
  struct Shape {
    Words parts{};
    std::vector<std::uint32_t> examples{};
  };
  /// An example and how much it counts.
  using Weighed = std::pair<double, const Example*>;

  std::vector<Weighed> likest(const Words& shape,
                              const std::function<bool(std::uint32_t)>& counts) const;

  std::vector<Example> examples_{};
  std::vector<Shape> shapes_{};
  std::unordered_map<std::uint64_t, std::size_t> by_hash_{};
};

}  // namespace detail
WMH_END_NAMESPACE
