// Requests from strangers, one after the other, at every route of the server: each is answered,
// never with a failure of the server's own, as the description of the API says, and what is called
// JSON is JSON.
//
// An input is requests apart by lines "---": "POST /world_models/m/sessions", headers, an empty
// line, a body. FILE, BUILD and MCP stand for the last upload, build and MCP session; sessions have
// the ids s1, s2 and so on.
#include <wmh/build.hpp>
#include <wmh/json.hpp>

#include "api/application.hpp"
#include "fuzz/require.hpp"
#include "http/request_reader.hpp"
#include "support/source_dir.hpp"
#include "support/temp_dir.hpp"
#include "support/traces.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdint>
#include <set>

using namespace wmh;
using namespace wmh::server;
using State = RequestReader::State;

namespace {

constexpr std::size_t most_requests = 32;
constexpr std::size_t most_events = 4;
constexpr std::chrono::seconds patience{8};
/// Says again what it is told; "fail" fails.
struct Echo final : Predictor {
  Task<Prediction> predict(PredictionRequest request) override {
    const std::string said(request.action.content());
    if (said == "fail") co_return Error(errc::provider_unavailable, "try again later");
    Prediction prediction;
    prediction.observation.content = said;
    prediction.observation.is_error = said == "error";
    co_return prediction;
  }
};

struct KindJudge final : EpisodeJudge {
  Task<EpisodeVerdict> judge(std::optional<std::string>, std::vector<Step> steps) override {
    co_return EpisodeVerdict{1.0, true, "well done", std::vector<double>(steps.size(), 1.0)};
  }
};

WorldModelOptions model_options() {
  WorldModelOptions options;
  options.episode_judge = std::make_shared<KindJudge>();
  options.max_sessions = 256;
  options.make_id = [made = std::make_shared<std::size_t>(0)] {
    return "s" + std::to_string(++*made);
  };
  return options;
}

/// What outlives the inputs: results of an eval and a small model, whose recordings are shown.
struct World {
  World() {
    folder.write("evals/s/default/one.json",
                 R"({"run_id": "one", "suite": "s/default", "report": {"per_file": {"t.jsonl":
                    {"results": [{"trace_id": "t", "step": 0, "action": {"kind": "message",
                     "content": "hi"}, "actual": "a", "predicted": "b", "score": 0.5,
                     "source": "recorded"}]}}}})");
    BuildOptions options;
    options.name = "m";
    options.files = {folder.write("traces.jsonl", testing::small_corpus(8))};
    model = build_world_model(WorldModelStore(folder / "root"), options).value().path;
  }
  testing::TempDir folder{};
  std::filesystem::path model{};
};

World& world() {
  static World once;
  return once;
}

/// "m" echoes.
std::shared_ptr<ServedModel> echo_model() {
  ModelInfo info;
  info.name = "m";
  info.path = world().model;
  return std::make_shared<ServedModel>(std::move(info),
                                       WorldModel(std::make_shared<Echo>(), model_options()));
}

Result<std::shared_ptr<ServedModel>> built(const BuildRequest& request, std::shared_ptr<Observer>) {
  if (request.name != "m") return Error(errc::bad_trace, "there is no step in it");
  return echo_model();
}

ApplicationOptions application_options() {
  ApplicationOptions options;
  options.results = world().folder / "evals";
  options.builder = built;
  options.uploads.folder = world().folder / "uploads";
  options.uploads.max_bytes = 64 * 1024;
  options.max_body = 64 * 1024;
  options.limits.forks = 64;
  return options;
}

/// The statuses that the API's description knows for each route: "GET /healthz".
using Described = std::map<std::string, std::set<std::string>, std::less<>>;

std::string upper(std::string word) {
  for (char& each : word)
    each = static_cast<char>(std::toupper(static_cast<unsigned char>(each)));
  return word;
}

Described read_description() {
  const auto text =
      testing::read_text(testing::source_dir() / "tools/wmh-server/docs/openapi.json");
  const json::value document = parse_json(text).value();
  Described described;
  for (const auto& [path, item] : document.at("paths").get_object())
    for (const auto& [method, operation] : item.get_object()) {
      if (method == "parameters") continue;
      auto& statuses = described[upper(method) + " " + std::string(path)];
      for (const auto& [status, answer] : operation.at("responses").get_object())
        statuses.insert(status);
    }
  return described;
}

bool is_described(const Described& described, std::string_view method, const Route& route,
                  int status) {
  // Refusals before a route is asked, and methods that are answered where GET is.
  for (const int general : {400, 403, 413, 304})
    if (status == general) return true;
  const std::string name =
      std::string(method == "HEAD" ? "GET" : method) + " " + std::string(route.pattern);
  const auto statuses = described.find(name);
  if (statuses == described.end()) return false;
  return statuses->second.contains(std::to_string(status)) ||
         (status > 500 && statuses->second.contains("5XX"));
}

class Caller {
 public:
  Caller()
      : application_(application_options(), {echo_model()}), handler_(application_.handler()) {}

  void call(std::string_view text) {
    const std::string wire = wire_of(with_names(text));
    RequestReader reader(16 * 1024);
    std::string_view unread = wire;
    unread.remove_prefix(reader.feed(unread));
    if (reader.state() != State::planning) return;
    const RequestHead head = reader.head();
    BodyPlan plan = handler_->plan(head);
    if (plan.refusal) return check(head, *plan.refusal);
    reader.follow(plan);
    unread.remove_prefix(reader.feed(unread));
    if (reader.state() == State::complete) check(head, run(handler_->handle(reader.take())));
  }

 private:
  std::string with_names(std::string_view text) const {
    std::string whole(text);
    for (const auto& [mark, name] : names_)
      for (auto at = whole.find(mark); at != std::string::npos;
           at = whole.find(mark, at + name.size()))
        whole.replace(at, mark.size(), name);
    return whole;
  }

  static std::string wire_of(std::string_view text) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    std::string_view lines = text.substr(0, end);
    const std::string_view body = text.substr(std::min(end + 2, text.size()));
    std::string wire(lines.substr(0, lines.find('\n')));
    wire += " HTTP/1.1\r\nHost: localhost\r\n";
    lines.remove_prefix(std::min(lines.find('\n'), lines.size()));
    for (const char each : lines.substr(std::min<std::size_t>(1, lines.size())))
      wire += each == '\n' ? std::string("\r\n") : std::string(1, each);
    if (!wire.ends_with("\r\n")) wire += "\r\n";
    wire += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    return wire.append(body);
  }

  Response run(asio::awaitable<Response> handling) {
    std::optional<Response> response;
    asio::co_spawn(context_, std::move(handling),
                   [&](std::exception_ptr thrown, Response answered) {
                     require(!thrown);
                     response = std::move(answered);
                   });
    context_.restart();
    context_.run_for(patience);
    require(response.has_value());
    return std::move(*response);
  }

  void check(const RequestHead& head, const Response& response) {
    require(response.status >= 200 && response.status < 600 && response.status != 500);
    const RouteMatch match = find_route(application_.routes(), head.method, head.path);
    if (match.route)
      require(is_described(described_, head.method, application_.routes()[*match.route],
                           response.status));
    else
      require(response.status >= 400 && response.status < 500);
    const auto mcp_session = find_header(response.headers, "Mcp-Session-Id");
    if (!mcp_session.empty()) names_["MCP"] = mcp_session;
    if (response.events) return follow(*response.events);
    if (response.content_type != "application/json" || response.body.empty()) return;
    const auto body = parse_json(response.body);
    require(body.has_value());
    note(*body, "file", "FILE");
    note(*body, "build_id", "BUILD");
  }

  void note(const json::value& body, std::string_view member, const std::string& mark) {
    const auto* value = body.is_object() ? body.get_object().if_contains(member) : nullptr;
    if (value && value->is_string()) names_[mark] = value->get_string();
  }

  /// Takes the events that are there, then leaves.
  void follow(EventSource& events) {
    for (std::size_t taken = 0; taken < most_events; ++taken) {
      asio::cancellation_signal leave;
      bool came = false;
      bool ended = false;
      asio::co_spawn(context_, events.next(),
                     asio::bind_cancellation_slot(
                         leave.slot(), [&](std::exception_ptr, std::optional<std::string> block) {
                           ended = true;
                           came = block.has_value();
                         }));
      context_.restart();
      context_.poll();
      if (!ended) leave.emit(asio::cancellation_type::terminal);
      context_.run_for(patience);
      require(ended);
      if (!came) return;
    }
  }

  static const Described described_;
  asio::io_context context_{1};
  Application application_;
  std::shared_ptr<server::Handler> handler_;
  std::map<std::string, std::string> names_{};
};

const Described Caller::described_ = read_description();

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view input(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view apart = "\n---\n";
  Caller caller;
  for (std::size_t asked = 0; asked < most_requests && !input.empty(); ++asked) {
    const std::size_t end = std::min(input.find(apart), input.size());
    caller.call(input.substr(0, end));
    input.remove_prefix(std::min(end + apart.size(), input.size()));
  }
  return 0;
}
