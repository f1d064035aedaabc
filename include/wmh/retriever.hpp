#pragma once

#include <wmh/async.hpp>
#include <wmh/step_log.hpp>
#include <wmh/types.hpp>

#include <cstddef>
#include <filesystem>
#include <memory>

WMH_BEGIN_NAMESPACE

/// Rows of one length, one after the other: row i is values[i * dim, (i + 1) * dim).
struct Embeddings {
  std::size_t dim = 0;
  std::vector<float> values{};
};

/// Text to vector. Callable from any thread.
class WMH_API Embedder {
 public:
  virtual ~Embedder();
  virtual std::string_view name() const noexcept = 0;
  virtual std::size_t dim() const noexcept = 0;
  /// One row for each text, in order.
  virtual Task<Embeddings> embed(std::vector<std::string> texts) = 0;
};

/// The offline default: hashed character trigrams, no credentials, no network. Rows have length 1
/// (Euclid). Feature hashing: Weinberger et al. 2009, arXiv:0902.2206.
WMH_API std::shared_ptr<Embedder> make_hashing_embedder(std::size_t dim = 512);

/// A recorded step that looks like the query, with its cosine.
struct Demo {
  std::shared_ptr<const RecordedStep> recorded{};
  float score = 0;
};

/// What a Retriever is asked: which recorded steps look like this one?
class RetrievalQuery {
 public:
  RetrievalQuery(EnvState at, Action act, std::size_t count, std::string exclude = {})
      : state(std::move(at)), action(std::move(act)), k(count), exclude_trace(std::move(exclude)) {}

  EnvState state;
  Action action;
  std::size_t k;
  std::string exclude_trace;  ///< Steps of this trace are never returned. Empty: none is excluded.
};

/// Finds recorded steps that look like (state, action). Callable from any thread.
class WMH_API Retriever {
 public:
  virtual ~Retriever();
  /// At most k steps, best first; equal scores in the order in which they were recorded.
  virtual Task<std::vector<Demo>> top_k(RetrievalQuery query) = 0;
  /// Makes one more step retrievable.
  virtual Task<Done> add(RecordedStep recorded) = 0;
};

/// The default Retriever: an exact cosine search over float32 rows, memory-mapped where they come
/// from a file. The first search writes the rows as bytes too, a quarter of their room and at most
/// 256 MiB, which makes later ones several times as fast; found steps are kept, up to 64 MiB or so.
/// Any number of readers and one writer at a time; a reader never waits for a writer's embedding,
/// only for the append itself.
class WMH_API ReplayBuffer final : public Retriever {
 public:
  /// Empty, over `log`'s steps from now on; see index().
  ReplayBuffer(std::shared_ptr<Embedder> embedder, std::shared_ptr<StepLog> log);
  ~ReplayBuffer() override;

  /// Opens what save() or the Python original wrote: `embeddings.npy` beside the log's file. Fails
  /// with errc::corrupt_artifact when rows, dimension and log disagree.
  static Result<std::shared_ptr<ReplayBuffer>> open(const std::filesystem::path& embeddings,
                                                    std::shared_ptr<Embedder> embedder,
                                                    std::shared_ptr<StepLog> log);

  /// Embeds every step of the log that has no row yet.
  Task<Done> index();
  /// Writes the rows as float32 `.npy`.
  Result<Done> save(const std::filesystem::path& embeddings) const;
  std::size_t size() const;

  Task<std::vector<Demo>> top_k(RetrievalQuery query) override;
  Task<Done> add(RecordedStep recorded) override;

 private:
  struct Impl;
  explicit ReplayBuffer(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

WMH_END_NAMESPACE
