#pragma once

#include <wmh/provider.hpp>
#include <wmh/retriever.hpp>

namespace wmh::cli {

/// Whether one thing works.
struct Check {
  bool ok = false;
  std::string what{};
  std::string detail{};
};

/// An error's message without the kind that it may begin with: the line of a check does too.
std::string without_kind(std::string_view message, std::string_view kind);

/// Asks a language model for one word, and tells how long it took and what it cost.
Check check_provider(Provider& provider, std::string_view kind);
/// The same for an embedder.
Check check_embedder(Embedder& embedder, std::string_view kind);

}  // namespace wmh::cli
