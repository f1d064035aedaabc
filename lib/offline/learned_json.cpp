#include "offline/learned_json.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

constexpr std::int64_t version = 3;

/// Five digits are more than trials can tell.
double rounded(double value) {
  return std::round(value * 1e5) / 1e5;
}

/// Of thousands of weights, each tells little.
double coarse(double value) {
  return std::round(value * 1e3) / 1e3;
}

json::value key_json(std::uint64_t key) {
  return json::value(fmt::format("{:016x}", key));
}

json::array effects_json(const Effects& effects) {
  json::array array;
  for (const auto& [key, reach] : effects.reaches())
    array.push_back({key_json(key), reach == Effects::Reach::any ? "any" : "sharing"});
  return array;
}

json::array trials_json(const Trust& trust) {
  json::array array;
  for (const auto& [key, trials] : trust.trials())
    array.push_back({key_json(key), trials.right, trials.count});
  return array;
}

json::object calibration_json(const Calibration& calibration) {
  json::array weights, levels;
  for (const double weight : calibration.regression.weights)
    weights.emplace_back(rounded(weight));
  for (const Calibration::Level& level : calibration.levels)
    levels.push_back({rounded(level.from), rounded(level.confidence)});
  return {{"offset", rounded(calibration.regression.offset)},
          {"weights", std::move(weights)},
          {"levels", std::move(levels)}};
}

json::array regression_json(const HashedRegression& regression) {
  json::array array;
  for (std::size_t slot = 0; slot < regression.weights().size(); ++slot)
    if (const double weight = coarse(double{regression.weights()[slot]}); weight != 0)
      array.push_back({slot, weight});
  return array;
}

/// Reads members of a kind; the first that is missing or of another kind throws boost's error,
/// which read() turns into one of ours.
std::uint64_t key_from(const json::value& value) {
  std::uint64_t key = 0;
  const std::string_view text = value.as_string();
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), key, 16);
  if (code != std::errc() || end != text.data() + text.size())
    throw std::invalid_argument("not a key");
  return key;
}

double number_from(const json::value& value) {
  return value.to_number<double>();
}

Trust::Trials trials_from(const json::value& right, const json::value& count) {
  const Trust::Trials trials{number_from(right), number_from(count)};
  if (!(trials.right >= 0 && trials.right <= trials.count))
    throw std::invalid_argument("more right answers than trials");
  return trials;
}

Calibration calibration_from(const json::value& value) {
  Calibration calibration;
  calibration.regression.offset = number_from(value.at("offset"));
  for (std::size_t i = 0; i < confidence_input_count; ++i)
    calibration.regression.weights[i] = number_from(value.at("weights").at(i));
  double reached = -1;
  for (const json::value& each : value.at("levels").as_array()) {
    const Calibration::Level level{number_from(each.at(0)), number_from(each.at(1))};
    if (!(level.from >= reached && level.confidence >= 0 && level.confidence <= 1))
      throw std::invalid_argument("levels of confidence out of order");
    calibration.levels.push_back(level);
    reached = level.from;
  }
  return calibration;
}

HashedRegression regression_from(const json::value& value) {
  std::vector<float> weights(HashedRegression::slots, 0.0F);
  for (const json::value& entry : value.as_array())
    weights.at(entry.at(0).to_number<std::size_t>()) = static_cast<float>(number_from(entry.at(1)));
  return HashedRegression(std::move(weights));
}

NearestModel nearest_from(const json::value& value) {
  NearestModel model;
  const json::array& weights = value.at("weights").as_array();
  for (std::size_t i = 0; i < feature_count; ++i)
    model.weights[i] = number_from(weights.at(i));
  for (std::size_t i = 0; i < model.calibrations.size(); ++i)
    model.calibrations[i] = calibration_from(value.at("calibrations").at(i));
  model.difference = regression_from(value.at("difference"));
  model.suitability = regression_from(value.at("suitability"));
  return model;
}

Learned read(const json::value& value) {
  Learned learned;
  for (const json::value& effect : value.at("effects").as_array())
    learned.effects.add(key_from(effect.at(0)), effect.at(1).as_string() == "any"
                                                    ? Effects::Reach::any
                                                    : Effects::Reach::sharing);
  for (const json::value& each : value.at("trials").as_array())
    learned.trust.add_trials(key_from(each.at(0)), trials_from(each.at(1), each.at(2)));
  learned.trust.threshold = number_from(value.at("threshold"));
  learned.nearest = nearest_from(value.at("nearest"));
  return learned;
}

}  // namespace

json::object to_json(const Learned& learned, std::size_t rows) {
  json::array weights;
  for (const double weight : learned.nearest.weights)
    weights.emplace_back(rounded(weight));
  json::array calibrations;
  for (const Calibration& calibration : learned.nearest.calibrations)
    calibrations.push_back(calibration_json(calibration));
  return {{"version", version},
          {"rows", rows},
          {"effects", effects_json(learned.effects)},
          {"threshold", learned.trust.threshold},
          {"trials", trials_json(learned.trust)},
          {"nearest",
           {{"weights", std::move(weights)},
            {"calibrations", std::move(calibrations)},
            {"difference", regression_json(learned.nearest.difference)},
            {"suitability", regression_json(learned.nearest.suitability)}}}};
}

Result<std::optional<Learned>> learned_from_json(const json::value& value, std::size_t rows) {
  try {
    if (value.at("version").to_number<std::int64_t>() != version ||
        value.at("rows").to_number<std::size_t>() != rows)
      return std::optional<Learned>();
    return std::optional<Learned>(read(value));
  } catch (const std::exception& failure) {
    return Error(errc::corrupt_artifact,
                 fmt::format("what was learned cannot be read: {}", failure.what()));
  }
}

}  // namespace detail
WMH_END_NAMESPACE
