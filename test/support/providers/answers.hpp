#pragma once

#include "support/providers/asked.hpp"

namespace wmh::testing {

/// What a test answers to what is asked.
struct Reply {
  std::string text{};
  TokenUsage usage{};
  std::vector<std::vector<float>> rows{};  ///< Of the texts; empty: made from them.
};

/// The answer in the provider's own form, with all that real ones have around the text: thoughts
/// before it, members that nobody needs, a request id.
detail::HttpResponse answer_of(const Asked& asked, const Reply& reply);

/// An error that every dialect understands.
detail::HttpResponse error_answer(int status, std::string_view type, std::string_view message);

/// A vector of length 1 that depends on the text alone.
std::vector<float> row_of(std::string_view text, std::size_t dim);

}  // namespace wmh::testing
