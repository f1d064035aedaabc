#pragma once

#include <wmh/tools.hpp>

#include <map>

namespace wmh::mcp {

struct ToolListOptions {
  std::size_t page = 1000;   ///< Tools in one answer; many clients read the first page only.
  std::size_t examples = 0;  ///< Recorded arguments shown in each schema, at most so many.
};

/// The recorded tools as MCP offers them, without those whose every call failed. Immutable: shared
/// by all sessions.
class ToolList {
 public:
  explicit ToolList(const RecordedTools& recorded, ToolListOptions options = {});

  std::size_t size() const noexcept { return tools_.size(); }
  /// The result of tools/list: a page of tools and where the next one begins. nullopt for a cursor
  /// that no page ended with.
  std::optional<json::object> page(std::string_view cursor) const;

  /// What a call of a tool does. Fails with errc::not_found for an unknown one, with
  /// errc::invalid_argument for arguments that cannot become an action.
  Result<Action> action(std::string_view tool, json::object arguments) const;

 private:
  void add(const ToolDescription& tool);
  void add_say();
  std::string free_name(std::string wanted) const;

  ToolListOptions options_;
  std::vector<json::object> tools_{};                                 ///< As tools/list gives them.
  std::map<std::string, std::string, std::less<>> recorded_names_{};  ///< By the name offered.
  std::string say_{};  ///< The tool that says something; empty without one.
};

}  // namespace wmh::mcp
