#include "offline/offline_model.hpp"

#include "offline/asked.hpp"
#include "offline/fields.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::size_t most_shown = 8;  // steps of a neighbour's session whose values are known

/// `trace_id` is null for recordings that do not name their traces; `row` always names the step.
json::object evidence_of(const RecordedStep& recorded, std::size_t row) {
  json::object evidence;
  evidence["trace_id"] =
      recorded.trace_id.empty() ? json::value(nullptr) : json::value(recorded.trace_id);
  evidence["step"] = recorded.index;
  evidence["row"] = row;
  return evidence;
}

/// A step of the session itself: it has no row.
json::object session_evidence(std::size_t step) {
  return {{"trace_id", nullptr}, {"step", step}, {"row", nullptr}};
}

Prediction predict(Observation observation, std::string_view source, double confidence,
                   json::value evidence) {
  Prediction prediction;
  prediction.observation.content = std::move(observation.content);
  prediction.observation.is_error = observation.is_error;
  prediction.observation.metadata["source"] = source;
  prediction.observation.metadata["confidence"] = confidence;
  prediction.observation.metadata["evidence"] = std::move(evidence);
  return prediction;
}

Situation situation_of(const PredictionRequest& request) {
  Situation situation{request.action,
                      request.task ? std::string_view(*request.task) : std::string_view()};
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

Result<Prediction> OfflineModel::recorded_answer(const TrustedAnswer& trusted,
                                                 const PredictionRequest& request) const {
  const ContextAnswer& answer = trusted.answer;
  Observation observation;
  json::object evidence;
  if (answer.entry == no_number) {
    observation = (*request.history)[answer.past].observation;
    evidence = session_evidence(answer.past);
  } else {
    const std::size_t row = recordings_.call(answer.entry).row;
    const auto recorded = log_->at(row);
    if (!recorded) return recorded.error();
    observation = (*recorded)->step.observation;
    evidence = evidence_of(**recorded, row);
  }
  evidence["context"] = answer.context.name();
  evidence["agreeing"] = answer.agreeing;
  return predict(std::move(observation), "recorded", trusted.trust, std::move(evidence));
}

Result<Prediction> OfflineModel::nearest_answer(const PredictionRequest& request,
                                                const Query& query) {
  const Situation situation = situation_of(request);
  const auto neighbours = find_neighbours(situation, query, recordings_, cache_);
  if (!neighbours) return neighbours.error();
  if (neighbours->empty())
    return predict(error_form_.refusal(request.action, request.exclude_trace), "unknown", 0,
                   nullptr);
  const std::vector<Guess> guesses = guesses_of(situation, *neighbours);
  const Choice choice = choose_nearest({situation, query, recordings_, *neighbours, guesses});
  const Neighbour& neighbour = (*neighbours)[guesses[choice.guess].neighbour];
  auto content = bettered(situation, neighbour, guesses, choice);
  if (!content) return content.error();
  json::object evidence =
      neighbour.in_session()
          ? session_evidence(neighbour.step->recorded->index)
          : evidence_of(*neighbour.step->recorded, recordings_.call(neighbour.entry).row);
  evidence["context"] = "nearest arguments";
  evidence["agreeing"] = 1;
  Observation observation{std::move(*content), guesses[choice.guess].observation.is_error};
  return predict(std::move(observation), "nearest",
                 learned_.nearest.confidence(choice.promise, query.task_is_recorded()),
                 std::move(evidence));
}

Choice OfflineModel::choose_nearest(const Question& question) const {
  std::vector<Features> features = features_of(question, learned_.nearest.difference);
  add_suitability(features, question.guesses, suitability_slots(question),
                  learned_.nearest.suitability);
  return choose(question.guesses, features, learned_.nearest);
}

/// The chosen guess with its fields corrected by what both sessions have shown and by the others.
Result<std::string> OfflineModel::bettered(const Situation& situation, const Neighbour& neighbour,
                                           const std::vector<Guess>& guesses,
                                           const Choice& choice) {
  const std::string& content = guesses[choice.guess].observation.content;
  if (!may_have_fields(content)) return content;
  NamedValues of_session, of_neighbour;
  for (const Step* step : situation.past)
    of_session.add(*step);
  of_session.add_action(situation.action);
  if (!neighbour.in_session()) {
    const auto before = steps_before(neighbour.entry, most_shown, recordings_, cache_);
    if (!before) return before.error();
    for (const ComparedStepPtr& step : *before)
      of_neighbour.add(step->step());
    of_neighbour.add_action(neighbour.step->step().action);
  }
  return vote_on_fields(guesses, choice.guess, choice.weights, of_neighbour, of_session);
}

}  // namespace detail
WMH_END_NAMESPACE
