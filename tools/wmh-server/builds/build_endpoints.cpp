#include "builds/build_endpoints.hpp"

#include "api/answers.hpp"
#include "api/router.hpp"
#include "api/session_events.hpp"
#include "builds/build_request.hpp"

#include <boost/asio/this_coro.hpp>
#include <fmt/format.h>

namespace wmh::server {
namespace {

constexpr std::chrono::seconds look_again{10};

json::object to_json(const BuildStatus& build, bool with_events) {
  json::object out{{"build_id", build.id},
                   {"name", build.name},
                   {"status", build.status == "queued" ? "running" : build.status},
                   {"queued", build.status == "queued"},
                   {"error", build.error.empty() ? json::value() : json::value(build.error)}};
  if (with_events) out["events"] = build.events;
  return out;
}

/// The events of a build, from one on, until it has ended.
class BuildEvents final : public EventSource {
 public:
  BuildEvents(BuildJobs& jobs, StepSignal& signal, std::string id, std::size_t from,
              asio::any_io_executor executor)
      : jobs_(jobs),
        id_(std::move(id)),
        next_(from),
        waiter_(signal.subscribe(SessionId(id_), std::move(executor))) {}

  asio::awaitable<std::optional<std::string>> next() override {
    for (;;) {
      const auto build = jobs_.find(id_);
      if (!build) co_return std::nullopt;
      if (next_ < build->events.size()) co_return blocks_of(build->events);
      if (build->status == "succeeded" || build->status == "failed") co_return std::nullopt;
      co_await waiter_->wait(look_again);
    }
  }

 private:
  std::string blocks_of(const json::array& events) {
    std::string blocks;
    for (; next_ < events.size(); ++next_)
      blocks += fmt::format("id: {}\ndata: {}\n\n", next_, to_text(events[next_]));
    return blocks;
  }

  BuildJobs& jobs_;
  const std::string id_;
  std::size_t next_;
  std::shared_ptr<StepSignal::Waiter> waiter_;
};

class BuildEndpoints {
 public:
  BuildEndpoints(Services& services, BuildServices* builds)
      : services_(services), builds_(builds) {}

  BodyPlan plan_upload() {
    if (builds_) return builds_->uploads.plan();
    BodyPlan plan;
    plan.refusal = disabled();
    return plan;
  }

  asio::awaitable<Response> upload(Call call) {
    const std::string name = query_value(call.request.head.query, "name").value_or("");
    const auto kept = builds_->uploads.take(call.request, name);
    if (!kept) co_return error_answer(kept.error(), call.id);
    co_return json_answer({{"file", *kept}});
  }

  asio::awaitable<Response> start(Call call) {
    if (!builds_) co_return disabled();
    Issues issues;
    const auto body = read_body(call.request.body, issues);
    BuildOrder order;
    if (body) order = read_build_order(*body, issues);
    if (!issues.none()) co_return issues.answer();
    const auto file = builds_->uploads.find(order.upload);
    if (!file)
      co_return refusal(400, "no such upload; send the file to /world_models/builds/uploads");
    if (!order.replace && services_.models.find(order.request.name))
      co_return refusal(409, fmt::format("world model '{}' exists; say \"replace\": true to build "
                                         "it anew",
                                         order.request.name));
    order.request.traces = *file;
    const auto id = builds_->jobs.start(std::move(order.request));
    if (!id) co_return error_answer(id.error(), call.id);
    co_return json_answer({{"build_id", *id}}, 202);
  }

  asio::awaitable<Response> list(Call) {
    if (!builds_) co_return disabled();
    json::array builds;
    for (const BuildStatus& each : builds_->jobs.all())
      builds.push_back(to_json(each, false));
    co_return json_answer({{"builds", std::move(builds)}});
  }

  asio::awaitable<Response> show(Call call) {
    if (!builds_) co_return disabled();
    const auto build = builds_->jobs.find(call.path[0]);
    if (!build) co_return refusal(404, "no build " + call.path[0]);
    co_return json_answer(to_json(*build, true));
  }

  asio::awaitable<Response> events(Call call) {
    if (!builds_) co_return disabled();
    if (!builds_->jobs.find(call.path[0])) co_return refusal(404, "no build " + call.path[0]);
    const auto executor = co_await asio::this_coro::executor;
    const std::size_t from = first_event(call.request.head.header("Last-Event-ID"), 0);
    co_return event_answer(std::make_shared<BuildEvents>(builds_->jobs, services_.signal,
                                                         call.path[0], from, executor));
  }

 private:
  static Response disabled() {
    return refusal(503, "this server builds no models; start it with --builds");
  }

  Services& services_;
  BuildServices* builds_;
};

}  // namespace

std::vector<Endpoint> build_endpoints(Services& services, BuildServices* builds) {
  auto self = std::make_shared<BuildEndpoints>(services, builds);
  const auto at = [&self](std::string_view method, std::string_view pattern,
                          asio::awaitable<Response> (BuildEndpoints::*answer)(Call)) {
    return Endpoint{method, pattern, [self, answer](Call call) {
                      return ((*self).*answer)(std::move(call));
                    }};
  };
  Endpoint upload = at("POST", "/world_models/builds/uploads", &BuildEndpoints::upload);
  upload.plan = [self](const RequestHead&) {
    return self->plan_upload();
  };
  return {std::move(upload), at("POST", "/world_models/builds", &BuildEndpoints::start),
          at("GET", "/world_models/builds", &BuildEndpoints::list),
          at("GET", "/world_models/builds/{build}", &BuildEndpoints::show),
          at("GET", "/world_models/builds/{build}/events", &BuildEndpoints::events)};
}

}  // namespace wmh::server
