#include "api/session_events.hpp"

#include <wmh/json.hpp>

#include <boost/asio/use_awaitable.hpp>
#include <fmt/format.h>

#include <charconv>

namespace wmh::server {
namespace {

// Another process may step the session too, so it is looked at from time to time.
constexpr std::chrono::milliseconds look_again{1000};

class SessionEvents final : public EventSource {
 public:
  SessionEvents(StepSignal& signal, WorldModel model, SessionId session, std::size_t from,
                asio::any_io_executor executor)
      : model_(std::move(model)),
        session_(std::move(session)),
        next_(from),
        waiter_(signal.subscribe(session_, std::move(executor))) {}

  asio::awaitable<std::optional<std::string>> next() override {
    while (!ended_) {
      auto asked = model_.async_session(session_);
      const auto session = co_await std::move(asked)(asio::use_awaitable);
      if (session && next_ < session->steps_taken) co_return blocks_of(*session);
      if (!session && session.error().code() == errc::cancelled) co_return std::nullopt;
      if (!session && session.error().code() == errc::not_found) {
        ended_ = true;
        co_return std::string("event: end\ndata: {}\n\n");
      }
      // Nothing new, or the store is away for now: then the session is not gone.
      co_await waiter_->wait(look_again);
    }
    co_return std::nullopt;
  }

 private:
  std::string blocks_of(const Session& session) {
    const std::size_t oldest = session.steps_taken - session.history.size();
    std::string blocks;
    for (std::size_t index = std::max(next_, oldest); index < session.steps_taken; ++index)
      blocks += fmt::format(
          "id: {0}\nevent: step\ndata: {1}\n\n", index,
          to_text({{"index", index}, {"step", to_json(session.history[index - oldest])}}));
    next_ = session.steps_taken;
    return blocks;
  }

  WorldModel model_;
  SessionId session_;
  std::size_t next_;
  std::shared_ptr<StepSignal::Waiter> waiter_;
  bool ended_ = false;
};

}  // namespace

std::shared_ptr<EventSource> session_events(StepSignal& signal, WorldModel model, SessionId session,
                                            std::size_t from, asio::any_io_executor executor) {
  return std::make_shared<SessionEvents>(signal, std::move(model), std::move(session), from,
                                         std::move(executor));
}

std::size_t first_event(std::string_view last_event_id, std::size_t from) {
  std::size_t last = 0;
  const char* const end = last_event_id.data() + last_event_id.size();
  const auto read = std::from_chars(last_event_id.data(), end, last);
  return read.ec == std::errc() && read.ptr == end && !last_event_id.empty() ? last + 1 : from;
}

}  // namespace wmh::server
