#pragma once

#include "offline/embedded_texts.hpp"
#include "offline/keys.hpp"
#include "offline/layout_examples.hpp"
#include "offline/words.hpp"

#include <deque>
#include <memory>
#include <span>

WMH_BEGIN_NAMESPACE
namespace detail {

inline constexpr auto no_number = static_cast<std::uint32_t>(-1);

/// Of the tool that an action calls.
std::uint64_t tool_hash(const Action& action);

/// A call that was made before, in a recording or in a session.
struct PastCall {
  std::uint64_t tool = 0;
  std::uint64_t call = 0;     ///< Of tool and arguments: call_key.
  std::uint64_t outcome = 0;  ///< outcome_key.
  ArgumentValues values{};
  bool is_error = false;
};
PastCall past_call(const Step& step);

/// A recorded step, by hashes and numbers.
struct RecordedCall : PastCall {
  ArgumentKeys keys{};
  std::uint64_t state = 0;      ///< Of the structured state before it; 0 without one.
  std::uint32_t arguments = 0;  ///< Number of the argument text among those of its tool.
  std::uint32_t task = 0;       ///< Number among Recordings::tasks.
  std::uint32_t trace = no_number;
  std::uint32_t previous = no_number;  ///< The entry before it in its trace.
  std::uint32_t row = 0;               ///< In the step log.
};

/// What is recorded, arranged for looking up. An entry is a recorded step, numbered in the order of
/// arrival. Any number of readers or one writer.
class Recordings {
 public:
  struct Tool {
    explicit Tool(const HashingEmbedder& embedder) : arguments(embedder) {}
    EmbeddedTexts arguments;
    std::vector<std::vector<std::uint32_t>> by_arguments{};  ///< Entries by number of the text.
    /// Entries by argument key, the first `max_equal` of each.
    std::array<std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>, key_forms> by_key{};
    std::vector<std::uint64_t> shapes{};  ///< Of the argument texts, by number.
    /// Numbers of argument texts by their shape.
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> by_shape{};
    LayoutExamples layouts{};
    // Until the shapes are known: words of the argument texts, and layouts by entry.
    std::vector<Words> unshaped{};
    std::vector<std::pair<std::uint32_t, Layout>> unshaped_layouts{};
    std::size_t entries = 0;
  };
  static constexpr std::size_t max_equal = 256;

  explicit Recordings(std::size_t dim) : embedder_(dim), tasks_(embedder_) {}
  Recordings(const Recordings&) = delete;  // what it holds refers to its embedder
  Recordings& operator=(const Recordings&) = delete;

  void add(const RecordedStep& recorded, std::size_t row);
  /// Tells frequent words from rare ones, and with them the shapes of argument texts. Steps that
  /// are added later do not change which words are frequent.
  void learn_shapes();

  std::size_t size() const noexcept { return calls_.size(); }
  const RecordedCall& call(std::uint32_t entry) const { return calls_[entry]; }
  /// Null when nothing is recorded of the tool.
  const Tool* tool(std::uint64_t key) const;
  const std::unordered_map<std::uint64_t, std::unique_ptr<Tool>>& tools() const noexcept {
    return tools_;
  }
  const EmbeddedTexts& tasks() const noexcept { return tasks_; }
  const WordCounts& words() const noexcept { return words_; }
  /// no_number when the trace is not recorded.
  std::uint32_t trace_number(std::string_view trace_id) const;
  std::uint32_t traces_of_task(std::uint32_t task) const { return traces_of_task_[task]; }
  std::uint64_t shape_of(const Words& words) const { return hash_of(words_.shape_of(words)); }
  /// The calls before an entry in its trace, oldest first.
  std::vector<PastCall> past_of(std::uint32_t entry) const;

 private:
  struct TraceEnd {
    std::uint32_t number;
    std::uint32_t last = no_number;
  };

  void add_to_trace(RecordedCall& call, std::uint32_t entry, const std::string& trace_id);
  void add_to_tool(RecordedCall& call, std::uint32_t entry, const Step& step);
  void add_layout(Tool& tool, const RecordedCall& call, std::uint32_t entry, const Step& step);
  void add_shape(Tool& tool, std::uint32_t arguments, const Words& words);

  HashingEmbedder embedder_;
  EmbeddedTexts tasks_;
  WordCounts words_{};
  bool shapes_known_ = false;
  std::vector<std::uint32_t> traces_of_task_{};
  std::vector<RecordedCall> calls_{};
  std::unordered_map<std::string, TraceEnd> traces_{};
  std::unordered_map<std::uint64_t, std::unique_ptr<Tool>> tools_{};
};

std::uint64_t state_key(const EnvState& state);

}  // namespace detail
WMH_END_NAMESPACE
