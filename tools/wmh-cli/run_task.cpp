#include "run_task.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

namespace wmh::cli {
namespace {

template <class T>
Result<T> wait_for(Task<T> task) {
  asio::io_context context(1);
  Result<T> outcome;
  asio::co_spawn(context, std::move(task), [&](std::exception_ptr failure, Result<T> result) {
    if (failure) std::rethrow_exception(failure);
    outcome = std::move(result);
  });
  context.run();
  return outcome;
}

}  // namespace

Result<Prediction> predict(Predictor& predictor, PredictionRequest request) {
  return wait_for(predictor.predict(std::move(request)));
}

Result<Completion> complete(Provider& provider, CompletionRequest request) {
  return wait_for(provider.complete(std::move(request)));
}

Result<Verdict> judge(Judge& judge, Step truth, Observation predicted) {
  return wait_for(judge.judge(std::move(truth), std::move(predicted)));
}

Result<std::vector<Demo>> top_k(Retriever& retriever, RetrievalQuery query) {
  return wait_for(retriever.top_k(std::move(query)));
}

Result<Embeddings> embed(Embedder& embedder, std::vector<std::string> texts) {
  return wait_for(embedder.embed(std::move(texts)));
}

}  // namespace wmh::cli
