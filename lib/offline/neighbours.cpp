#include "offline/neighbours.hpp"

#include "util/mix_hash.hpp"

#include <algorithm>
#include <numeric>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_similar = 24;  // by arguments and task
constexpr std::size_t most_alike = 8;     // by arguments alone
constexpr std::size_t most_of_shape = 8;  // with the same shape
constexpr std::size_t most_of_session = 16;
constexpr std::size_t most_equal = 3;  // with equal arguments and answer

constexpr float most_of_a_cosine = 1.001F;  // with what rounding adds

struct Hit {
  std::uint32_t entry;
  float arguments;
  float task;
  float similarity() const noexcept { return 0.7F * arguments + 0.3F * task; }
};

/// A bounded list of the best hits, in which equal recordings do not crowd the others out.
class BestHits {
 public:
  BestHits(std::size_t most, const Recordings& recordings) : most_(most), recordings_(recordings) {}

  bool would_take(float score) const { return hits_.size() < most_ || score > hits_.back().score; }
  void offer(const Hit& hit, float score) {
    if (!would_take(score)) return;
    const RecordedCall& call = recordings_.call(hit.entry);
    const Kept fresh{score, hit, call.arguments, call.outcome};
    if (equal_ones(fresh) >= most_equal) return;
    const auto worse = [score](const Kept& each) {
      return each.score < score;
    };
    hits_.insert(std::find_if(hits_.begin(), hits_.end(), worse), fresh);
    if (hits_.size() > most_) hits_.pop_back();
  }
  void add_to(std::vector<Hit>& all) const {
    for (const Kept& each : hits_)
      all.push_back(each.hit);
  }

 private:
  struct Kept {
    float score;
    Hit hit;
    std::uint32_t arguments;
    std::uint64_t outcome;
  };

  std::size_t equal_ones(const Kept& a) const {
    return static_cast<std::size_t>(std::count_if(hits_.begin(), hits_.end(), [&a](const Kept& b) {
      return a.arguments == b.arguments && a.outcome == b.outcome;
    }));
  }

  std::size_t most_;
  const Recordings& recordings_;
  std::vector<Kept> hits_{};  // best first
};

/// The entries of a tool near the question.
class Search {
 public:
  Search(const Situation& situation, const Query& query, const Recordings& recordings)
      : query_(query),
        recordings_(recordings),
        tool_(*recordings.tool(query.tool)),
        text_(argument_text(situation.action)),
        arguments_(tool_.arguments.cosines(text_)),
        tasks_(recordings.tasks().cosines(situation.task)),
        shape_(recordings.shape_of(words_of(plain_text(situation.action)))) {}

  std::vector<Hit> hits() const {
    BestHits similar(most_similar, recordings_), alike(most_alike, recordings_);
    for (std::uint32_t number = 0; number < tool_.by_arguments.size(); ++number) {
      const Hit at_best{no_number, (*arguments_)[number], most_of_a_cosine};
      if (!similar.would_take(at_best.similarity()) && !alike.would_take(at_best.arguments))
        continue;
      for (const std::uint32_t entry : tool_.by_arguments[number]) {
        const Hit hit = hit_of(entry, number);
        if (!similar.would_take(hit.similarity()) && !alike.would_take(hit.arguments)) continue;
        if (!query_.counts(recordings_.call(entry))) continue;
        similar.offer(hit, hit.similarity());
        alike.offer(hit, hit.arguments);
      }
    }
    const BestHits shaped = same_shape();
    std::vector<Hit> all;
    for (const BestHits* best : std::initializer_list<const BestHits*>{&similar, &alike, &shaped})
      best->add_to(all);
    std::sort(all.begin(), all.end(), [](const Hit& a, const Hit& b) { return a.entry < b.entry; });
    all.erase(std::unique(all.begin(), all.end(),
                          [](const Hit& a, const Hit& b) { return a.entry == b.entry; }),
              all.end());
    return all;
  }
  /// Of the arguments that are asked with those of another call.
  float cosine(const Action& action) const {
    const std::string text = argument_text(action);
    if (const auto number = tool_.arguments.find(text)) return (*arguments_)[*number];
    const auto asked = tool_.arguments.embedding_of(text_);
    const auto other = tool_.arguments.embedding_of(text);
    return std::inner_product(other.begin(), other.end(), asked.begin(), 0.0F);
  }
  std::uint64_t shape() const noexcept { return shape_; }
  std::uint64_t shape_of(const RecordedCall& call) const { return tool_.shapes[call.arguments]; }

 private:
  Hit hit_of(std::uint32_t entry, std::uint32_t number) const {
    return {entry, (*arguments_)[number], (*tasks_)[recordings_.call(entry).task]};
  }
  BestHits same_shape() const {
    BestHits best(most_of_shape, recordings_);
    const auto found = tool_.by_shape.find(shape_);
    if (found == tool_.by_shape.end()) return best;
    for (const std::uint32_t number : found->second)
      for (const std::uint32_t entry : tool_.by_arguments[number]) {
        const Hit hit = hit_of(entry, number);
        if (best.would_take(hit.similarity()) && query_.counts(recordings_.call(entry)))
          best.offer(hit, hit.similarity());
      }
    return best;
  }

  const Query& query_;
  const Recordings& recordings_;
  const Recordings::Tool& tool_;
  std::string text_;
  EmbeddedTexts::Cosines arguments_;
  EmbeddedTexts::Cosines tasks_;
  std::uint64_t shape_;
};

/// An answer of a model that knew nothing of the tool is no evidence of what the environment does.
bool is_made_up(const Observation& observation) {
  const auto* source = observation.metadata.if_contains("source");
  return source && source->is_string() && source->get_string() == "unknown";
}

class SessionSteps {
 public:
  SessionSteps(const Query& query, const Recordings& recordings, const Search* search)
      : query_(query), recordings_(recordings), search_(search) {}

  /// The last steps of the tool that is asked.
  void add_to(std::vector<Neighbour>& neighbours, const Situation& situation, StepCache& cache) {
    const std::vector<PastCall>& calls = query_.past();
    std::size_t count = 0;
    for (std::size_t i = situation.past.size(); i-- > 0 && count < most_of_session;) {
      const Step& step = *situation.past[i];
      const PastCall& call = calls[calls.size() - situation.past.size() + i];
      if (call.tool != query_.tool || is_made_up(step.observation)) continue;
      ++count;
      neighbours.push_back(neighbour(cache.of_session(step, mix_hash(call.call, call.outcome))));
      neighbours.back().past = i;
    }
  }

 private:
  Neighbour neighbour(ComparedStepPtr step) const {
    Neighbour neighbour;
    neighbour.task = 1;
    neighbour.same_task = true;
    neighbour.arguments = search_ ? search_->cosine(step->step().action) : 0.5F;
    neighbour.same_shape =
        search_ != nullptr && recordings_.shape_of(step->words) == search_->shape();
    neighbour.step = std::move(step);
    return neighbour;
  }

  const Query& query_;
  const Recordings& recordings_;
  const Search* search_;
};

}  // namespace

Result<std::vector<Neighbour>> find_neighbours(const Situation& situation, const Query& query,
                                               const Recordings& recordings, StepCache& cache) {
  std::vector<Neighbour> neighbours;
  std::optional<Search> search;
  if (recordings.tool(query.tool) != nullptr) {
    search.emplace(situation, query, recordings);
    for (const Hit& hit : search->hits()) {
      const RecordedCall& call = recordings.call(hit.entry);
      auto step = cache.at(call.row);
      if (!step) return step.error();
      neighbours.push_back({std::move(*step), hit.entry, hit.arguments, hit.task,
                            call.task == query.task, search->shape_of(call) == search->shape()});
    }
  }
  SessionSteps(query, recordings, search ? &*search : nullptr).add_to(neighbours, situation, cache);
  std::stable_sort(neighbours.begin(), neighbours.end(),
                   [](const auto& a, const auto& b) { return a.similarity() > b.similarity(); });
  return neighbours;
}

}  // namespace detail
WMH_END_NAMESPACE
