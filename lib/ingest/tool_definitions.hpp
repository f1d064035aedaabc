#pragma once

#include <wmh/tools.hpp>

#include "ingest/json_reader.hpp"

#include <map>
#include <unordered_set>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Gathers what spans say of tools. The first that is read of a tool holds.
class ToolDefinitions {
 public:
  /// Takes in a list of definitions as `gen_ai.tool.definitions` holds it. Model spans repeat it:
  /// equal texts are read once. What cannot be understood is left out.
  void add(std::string_view definitions);
  /// Takes in the description that the span of one call carries.
  void describe(std::string_view tool, std::string_view description);

  /// By name.
  std::vector<ToolDescription> list() const;

 private:
  void add(simdjson::dom::element definition);
  ToolDescription* entry(std::string_view name);

  std::map<std::string, ToolDescription, std::less<>> tools_{};
  std::unordered_set<std::size_t> read_{};  ///< Hashes of the texts that were read.
  JsonReader reader_{};
};

}  // namespace detail
WMH_END_NAMESPACE
