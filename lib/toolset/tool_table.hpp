#pragma once

#include <wmh/tools.hpp>

#include "toolset/argument_shape.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Gathers the tools of recorded actions, which come one at a time.
class ToolTable {
 public:
  explicit ToolTable(std::size_t examples) : examples_(examples) {}

  void add(const Step& step);
  /// What was recorded and what traces declare, by name.
  RecordedTools finish(std::vector<ToolDescription> declared) &&;

 private:
  /// What a tool is called with.
  struct Calls {
    std::size_t count = 0;
    ArgumentShape arguments{};
    ArgumentShape::Budget budget{};
    std::vector<json::object> examples{};
  };
  struct Entry {
    Calls answered{};
    Calls failed{};
  };
  void add(Calls& calls, const json::object& arguments) const;

  std::size_t examples_;
  std::size_t messages_ = 0;
  std::map<std::string, Entry, std::less<>> entries_{};
};

}  // namespace detail
WMH_END_NAMESPACE
