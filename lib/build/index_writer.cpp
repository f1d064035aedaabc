#include "build/index_writer.hpp"

#include "prompt/render.hpp"
#include "retrieval/step_lines.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

IndexWriter::IndexWriter(ArtifactPaths paths, std::size_t dim, FileWriter steps,
                         NpyWriter embeddings)
    : paths_(std::move(paths)),
      embedder_(std::make_unique<HashingEmbedder>(dim)),
      steps_(std::move(steps)),
      embeddings_(std::move(embeddings)),
      row_(dim) {}

Result<IndexWriter> IndexWriter::create(const ArtifactPaths& paths, std::size_t dim) {
  std::error_code failure;
  std::filesystem::create_directories(paths.index(), failure);
  if (failure) return file_error("create", paths.index(), failure.value());
  auto steps = FileWriter::create(paths.steps());
  if (!steps) return steps.error();
  auto embeddings = NpyWriter::create(paths.embeddings(), dim);
  if (!embeddings) return embeddings.error();
  return IndexWriter(paths, dim, std::move(*steps), std::move(*embeddings));
}

Result<Done> IndexWriter::add(const RecordedStep& recorded) {
  const Step& step = recorded.step;
  line_.clear();
  append_step_line(line_, recorded);
  if (auto written = steps_.append(line_); !written) return written;
  embedder_->embed_into(render_state_action(step.state_before, step.action), row_);
  facts_.rows += 1;
  facts_.steps_bytes += line_.size();
  return embeddings_.append(row_);
}

Result<Done> IndexWriter::finish() {
  if (auto steps = steps_.finish(); !steps) return steps;
  if (auto embeddings = embeddings_.finish(); !embeddings) return embeddings;
  return write_file(paths_.index_facts(), index_facts_text(facts_));
}

}  // namespace detail
WMH_END_NAMESPACE
