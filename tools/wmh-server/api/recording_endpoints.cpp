#include "api/recording_endpoints.hpp"

#include "api/answers.hpp"
#include "api/recordings.hpp"
#include "api/router.hpp"

#include <charconv>

namespace wmh::server {
namespace {

std::optional<std::size_t> whole(std::string_view text) {
  std::size_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool read = problem == std::errc() && end == text.data() + text.size();
  return read ? std::optional(number) : std::nullopt;
}

class RecordingEndpoints : public std::enable_shared_from_this<RecordingEndpoints> {
 public:
  explicit RecordingEndpoints(Services& services) : services_(services) {}

  asio::awaitable<Response> tools(Call call) {
    auto model = services_.models.find(call.path[0]);
    if (!model) co_return no_model(services_.models.names(), call.path[0]);
    std::function<Response()> work = [self = shared_from_this(), model = std::move(model), call] {
      return answer(self->recordings_.tools(model), call);
    };
    auto done = services_.side_work.run(std::move(work));
    co_return co_await std::move(done);
  }

  asio::awaitable<Response> step(Call call) {
    auto model = services_.models.find(call.path[0]);
    if (!model) co_return no_model(services_.models.names(), call.path[0]);
    const auto row = whole(call.path[1]);
    if (!row) co_return refusal(404, "no recorded step " + call.path[1]);
    std::function<Response()> work = [self = shared_from_this(), model = std::move(model), call,
                                      row = *row] {
      return answer(self->recordings_.step(model, row), call);
    };
    auto done = services_.side_work.run(std::move(work));
    co_return co_await std::move(done);
  }

 private:
  static Response answer(const Result<json::object>& found, const Call& call) {
    return found ? json_answer(*found) : error_answer(found.error(), call.id);
  }

  Services& services_;
  Recordings recordings_{};  ///< Of the thread for side work.
};

}  // namespace

std::vector<Endpoint> recording_endpoints(Services& services) {
  auto self = std::make_shared<RecordingEndpoints>(services);
  const auto at = [&self](std::string_view pattern,
                          asio::awaitable<Response> (RecordingEndpoints::*answer)(Call)) {
    return Endpoint{"GET", pattern, [self, answer](Call call) {
                      return ((*self).*answer)(std::move(call));
                    }};
  };
  return {at("/world_models/{name}/tools", &RecordingEndpoints::tools),
          at("/world_models/{name}/steps/{row}", &RecordingEndpoints::step)};
}

}  // namespace wmh::server
