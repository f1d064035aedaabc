#pragma once

#include <wmh/judge.hpp>
#include <wmh/predictor.hpp>
#include <wmh/retriever.hpp>

// The library's seams are coroutines; a command waits for one at a time. Kept out of the commands
// because the event loop behind it is slow to compile.
namespace wmh::cli {

Result<Prediction> predict(Predictor& predictor, PredictionRequest request);
Result<Completion> complete(Provider& provider, CompletionRequest request);
Result<Verdict> judge(Judge& judge, Step truth, Observation predicted);
Result<std::vector<Demo>> top_k(Retriever& retriever, RetrievalQuery query);
Result<Embeddings> embed(Embedder& embedder, std::vector<std::string> texts);

}  // namespace wmh::cli
