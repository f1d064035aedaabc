#include "api/eval_endpoints.hpp"

#include "api/answers.hpp"
#include "api/eval_query.hpp"
#include "api/eval_results.hpp"
#include "api/router.hpp"

#include <boost/json/array.hpp>

#include <charconv>

namespace wmh::server {
namespace {

constexpr std::size_t most_listed = 1'000;

Response text_answer(std::string json_text) {
  Response response;
  response.body = std::move(json_text);
  return response;
}

class EvalEndpoints : public std::enable_shared_from_this<EvalEndpoints> {
 public:
  EvalEndpoints(Services& services, std::filesystem::path folder)
      : services_(services), results_(std::move(folder)) {}

  /// Answers on the thread for side work, of which `results_` is.
  asio::awaitable<Response> aside(Response (EvalEndpoints::*answer)(const Call&), Call call) {
    std::function<Response()> work = [self = shared_from_this(), answer, call = std::move(call)] {
      return ((*self).*answer)(call);
    };
    auto done = services_.side_work.run(std::move(work));
    co_return co_await std::move(done);
  }

  Response list(const Call&) {
    auto all = results_.list();
    const std::size_t total = all.size();
    if (total > most_listed) all.resize(most_listed);
    json::array evals;
    for (const EvalSummary& each : all)
      evals.push_back(to_json(each));
    return json_answer({{"evals", std::move(evals)}, {"total", total}});
  }

  Response show(const Call& call) {
    const auto file = results_.open(call.path[0]);
    return file ? text_answer((*file)->head()) : error_answer(file.error(), call.id);
  }

  Response steps(const Call& call) {
    const auto query = read_eval_query(call.request.head.query);
    if (!query) return error_answer(query.error(), call.id);
    const auto file = results_.open(call.path[0]);
    if (!file) return error_answer(file.error(), call.id);
    return json_answer(page_of((*file)->steps(), *query));
  }

  Response step(const Call& call) {
    const auto file = results_.open(call.path[0]);
    if (!file) return error_answer(file.error(), call.id);
    const std::string& word = call.path[1];
    std::size_t index = 0;
    const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), index);
    const bool read = problem == std::errc() && end == word.data() + word.size();
    const auto& steps = (*file)->steps();
    if (!read || index >= steps.size()) return refusal(404, "no scored step " + word);
    return text_answer(steps[index].whole);
  }

 private:
  Services& services_;
  EvalResults results_;
};

}  // namespace

std::vector<Endpoint> eval_endpoints(Services& services, std::filesystem::path folder) {
  auto self = std::make_shared<EvalEndpoints>(services, std::move(folder));
  const auto at = [&self](std::string_view pattern,
                          Response (EvalEndpoints::*answer)(const Call&)) {
    return Endpoint{"GET", pattern, [self, answer](Call call) {
                      return self->aside(answer, std::move(call));
                    }};
  };
  return {at("/evals", &EvalEndpoints::list), at("/evals/{id}", &EvalEndpoints::show),
          at("/evals/{id}/steps", &EvalEndpoints::steps),
          at("/evals/{id}/steps/{index}", &EvalEndpoints::step)};
}

}  // namespace wmh::server
