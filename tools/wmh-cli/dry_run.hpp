#pragma once

#include <wmh/provider.hpp>

namespace wmh::cli {

/// Stands for a language model and asks nobody: answers every question in a form that predictors
/// and judges read, and counts about the tokens that the real one would.
std::shared_ptr<Provider> make_estimating_provider(std::string model);

}  // namespace wmh::cli
