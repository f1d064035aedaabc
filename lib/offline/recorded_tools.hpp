#pragma once

#include "offline/embedded_texts.hpp"

#include <memory>

WMH_BEGIN_NAMESPACE
namespace detail {

/// What is recorded of one tool: which arguments, for which tasks, in which rows.
class RecordedTools {
 public:
  explicit RecordedTools(std::size_t dim) : embedder_(dim), tasks_(embedder_), traces_() {}

  void add(const RecordedStep& recorded, std::size_t row);

  struct Match {
    std::size_t row = 0;
    bool equal_arguments = false;
  };
  /// The row that answers `action`: with equal arguments the one whose task is nearest, else the
  /// nearest by arguments and task. Equally near rows: the first. Rows of the trace `exclude` do
  /// not count. nullopt when the tool is not recorded.
  std::optional<Match> find(const Action& action, std::string_view task,
                            std::string_view exclude) const;

 private:
  struct Entry {
    std::uint32_t arguments;
    std::uint32_t task;
    std::uint32_t trace;
    std::uint32_t row;
  };
  struct Tool {
    explicit Tool(const HashingEmbedder& embedder) : arguments(embedder) {}
    EmbeddedTexts arguments;
    std::vector<Entry> entries{};                            ///< In row order.
    std::vector<std::vector<std::uint32_t>> by_arguments{};  ///< Positions in `entries`.
  };

  std::optional<Match> find_equal(const Tool& tool, std::uint32_t arguments,
                                  const std::vector<float>& task_cosines,
                                  std::uint32_t exclude) const;
  std::optional<Match> find_nearest(const Tool& tool, std::string_view arguments,
                                    const std::vector<float>& task_cosines,
                                    std::uint32_t exclude) const;
  std::uint32_t trace_number(const std::string& trace_id);
  std::uint32_t excluded_number(std::string_view trace_id) const;

  HashingEmbedder embedder_;
  EmbeddedTexts tasks_;
  std::unordered_map<std::string, std::uint32_t> traces_;
  std::unordered_map<std::string, std::unique_ptr<Tool>> tools_{};
};

}  // namespace detail
WMH_END_NAMESPACE
