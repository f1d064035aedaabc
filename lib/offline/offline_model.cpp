#include "offline/offline_model.hpp"

#include "offline/asked.hpp"
#include "offline/fields.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_shown = 8;  // steps of a neighbour's session whose values are known

// Room for what is set one by one, and in an observation's metadata for a note.
constexpr std::size_t evidence_members = 5;
constexpr std::size_t metadata_members = 4;

/// `trace_id` is null for recordings that do not name their traces; `row` always names the step.
json::object evidence_of(const RecordedStep& recorded, std::size_t row) {
  json::object evidence;
  evidence.reserve(evidence_members);
  evidence["trace_id"] =
      recorded.trace_id.empty() ? json::value(nullptr) : json::value(recorded.trace_id);
  evidence["step"] = recorded.index;
  evidence["row"] = row;
  return evidence;
}

/// A step of the session itself: it has no row.
json::object session_evidence(std::size_t step) {
  json::object evidence;
  evidence.reserve(evidence_members);
  evidence["trace_id"] = nullptr;
  evidence["step"] = step;
  evidence["row"] = nullptr;
  return evidence;
}

Prediction predict(std::string content, bool is_error, std::string_view source, double confidence,
                   json::value evidence) {
  Prediction prediction;
  prediction.observation.content = std::move(content);
  prediction.observation.is_error = is_error;
  prediction.observation.metadata.reserve(metadata_members);
  prediction.observation.metadata["source"] = source;
  prediction.observation.metadata["confidence"] = confidence;
  prediction.observation.metadata["evidence"] = std::move(evidence);
  return prediction;
}

Situation situation_of(const PredictionRequest& request) {
  Situation situation{request.action, task_of(request)};
  if (request.history)
    for (const Step& step : *request.history)
      situation.past.push_back(&step);
  return situation;
}

}  // namespace

void OfflineModel::add(const RecordedStep& recorded, std::size_t row) {
  recordings_.add(recorded, row);
  error_form_.add(recorded);
}

Result<Done> OfflineModel::learn() {
  auto learned = detail::learn(recordings_, cache_);
  if (!learned) return learned.error();
  learned_ = std::move(*learned);
  return Done{};
}

Result<Prediction> OfflineModel::answer(const PredictionRequest& request) {
  const Query query(request, recordings_);
  if (const auto trusted = find_recorded(query, recordings_, learned_.effects, learned_.trust))
    return recorded_answer(*trusted, request);
  return nearest_answer(request, query);
}

Result<std::optional<Prediction>> OfflineModel::recall(const PredictionRequest& request) const {
  const Query query(request, recordings_);
  const auto trusted = find_recorded(query, recordings_, learned_.effects, learned_.trust);
  if (!trusted) return std::optional<Prediction>();
  auto answer = recorded_answer(*trusted, request);
  if (!answer) return std::move(answer).error();
  return std::optional<Prediction>(std::move(*answer));
}

bool OfflineModel::changes_state(const Action& action) const {
  if (learned_.effects.empty()) return false;
  const std::uint64_t changing = tool_hash(action);
  for (const auto& [tool, calls] : recordings_.tools())
    if (learned_.effects.changes(changing, tool)) return true;
  return false;
}

Result<std::shared_ptr<const RecordedStep>> OfflineModel::recorded_step(std::size_t row) const {
  if (auto kept = answers_.find(row)) return kept;
  auto read = log_->at(row);
  if (!read) return read;
  // Content, metadata and the parsed action: a rough measure.
  answers_.keep(row, *read, 1000 + 2 * (*read)->step.observation.content.size());
  return read;
}

Result<Prediction> OfflineModel::recorded_answer(const TrustedAnswer& trusted,
                                                 const PredictionRequest& request) const {
  const ContextAnswer& answer = trusted.answer;
  const Observation* observation = nullptr;
  std::shared_ptr<const RecordedStep> recorded;
  json::object evidence;
  if (answer.entry == no_number) {
    observation = &(*request.history)[answer.past].observation;
    evidence = session_evidence(answer.past);
  } else {
    const std::size_t row = recordings_.call(answer.entry).row;
    auto read = recorded_step(row);
    if (!read) return read.error();
    recorded = std::move(*read);
    observation = &recorded->step.observation;
    evidence = evidence_of(*recorded, row);
  }
  evidence["context"] = answer.context.name();
  evidence["agreeing"] = answer.agreeing;
  return predict(observation->content, observation->is_error, "recorded", trusted.trust,
                 std::move(evidence));
}

Prediction OfflineModel::unknown_answer(const PredictionRequest& request) const {
  Observation refusal = error_form_.refusal(request.action, request.exclude_trace);
  return predict(std::move(refusal.content), refusal.is_error, "unknown", 0, nullptr);
}

Result<Prediction> OfflineModel::nearest_answer(const PredictionRequest& request,
                                                const Query& query) {
  const Situation situation = situation_of(request);
  const auto neighbours = find_neighbours(situation, query, recordings_, cache_);
  if (!neighbours) return neighbours.error();
  if (neighbours->empty()) return unknown_answer(request);
  const std::vector<Guess> guesses = guesses_of(situation, *neighbours);
  const Choice choice = choose_nearest({situation, query, recordings_, *neighbours, guesses});
  const Neighbour& neighbour = (*neighbours)[guesses[choice.guess].neighbour];
  auto content = bettered(request, query, neighbour, guesses, choice);
  if (!content) return content.error();
  json::object evidence =
      neighbour.in_session()
          ? session_evidence(neighbour.past)
          : evidence_of(*neighbour.step->recorded, recordings_.call(neighbour.entry).row);
  evidence["context"] = "nearest arguments";
  evidence["agreeing"] = 1;
  return predict(std::move(*content), guesses[choice.guess].observation.is_error, "nearest",
                 learned_.nearest.confidence(choice.inputs, query.task_is_recorded()),
                 std::move(evidence));
}

Choice OfflineModel::choose_nearest(const Question& question) const {
  std::vector<Features> features = features_of(question, learned_.nearest.difference);
  add_suitability(features, question.guesses, suitability_slots(question),
                  learned_.nearest.suitability);
  return choose(question.guesses, features, learned_.nearest);
}

/// The chosen guess with its fields corrected by what both sessions have shown and by the others.
Result<std::string> OfflineModel::bettered(const PredictionRequest& request, const Query& query,
                                           const Neighbour& neighbour,
                                           const std::vector<Guess>& guesses,
                                           const Choice& choice) {
  const std::string& content = guesses[choice.guess].observation.content;
  if (!may_have_fields(content)) return content;
  const auto before = shown_with(neighbour);
  if (!before) return before.error();
  const ValuesNow now(request, query.shown(read_));
  return vote_on_fields(guesses, choice.guess, choice.weights, **before,
                        [&now](std::string_view name) { return now.only(name); });
}

/// The values that a recorded neighbour's own session had shown before it was answered.
Result<std::shared_ptr<const NamedValues>> OfflineModel::shown_with(const Neighbour& neighbour) {
  if (neighbour.in_session()) return std::make_shared<const NamedValues>();
  if (auto known = shown_.find(neighbour.entry)) return known;
  const auto before = steps_before(neighbour.entry, most_shown, recordings_, cache_);
  if (!before) return before.error();
  auto values = std::make_shared<NamedValues>();
  for (const ComparedStepPtr& step : *before)
    values->add(step->step());
  values->add_action(neighbour.step->step().action);
  std::shared_ptr<const NamedValues> shown = std::move(values);
  shown_.keep(neighbour.entry, shown, shown->bytes());
  return shown;
}

}  // namespace detail
WMH_END_NAMESPACE
