#pragma once

#include "build/artifact.hpp"
#include "retrieval/hashing_embedder.hpp"
#include "retrieval/npy.hpp"
#include "util/file.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

/// Writes a model's index step by step, holding none of it.
class IndexWriter {
 public:
  static Result<IndexWriter> create(const ArtifactPaths& paths, std::size_t dim);

  Result<Done> add(const RecordedStep& recorded);
  /// Completes and flushes the files.
  Result<Done> finish();
  std::size_t rows() const noexcept { return facts_.rows; }

 private:
  IndexWriter(ArtifactPaths paths, std::size_t dim, FileWriter steps, NpyWriter embeddings);

  ArtifactPaths paths_;
  std::unique_ptr<HashingEmbedder> embedder_;
  FileWriter steps_;
  NpyWriter embeddings_;
  IndexFacts facts_{};
  std::string line_{};
  std::vector<float> row_;
};

}  // namespace detail
WMH_END_NAMESPACE
