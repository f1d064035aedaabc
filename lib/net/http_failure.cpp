#include "net/http_failure.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {
namespace {

class ReasonCategory final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "wmh.http"; }
  std::string message(int) const override { return "HTTP request failed"; }
};

const ReasonCategory& reason_category() noexcept {
  static const ReasonCategory category;
  return category;
}

}  // namespace

std::string_view to_string(Phase phase) noexcept {
  switch (phase) {
    case Phase::prepare:
      return "prepare";
    case Phase::queue:
      return "queue";
    case Phase::connect:
      return "connect";
    case Phase::proxy:
      return "proxy";
    case Phase::tls:
      return "tls";
    case Phase::sent_nothing:
      return "sent_nothing";
    case Phase::sent_part:
      return "sent_part";
    case Phase::sent_all:
      return "sent_all";
    case Phase::reading:
      return "reading";
  }
  return "unknown";
}

errc to_errc(Reason reason) noexcept {
  switch (reason) {
    case Reason::invalid_request:
      return errc::invalid_argument;
    case Reason::paused:
      return errc::rate_limited;
    case Reason::queue_timeout:
    case Reason::connect_timeout:
    case Reason::write_timeout:
    case Reason::first_byte_timeout:
    case Reason::idle_timeout:
    case Reason::total_timeout:
      return errc::timed_out;
    case Reason::name_unknown:
    case Reason::name_unanswered:
    case Reason::unreachable:
    case Reason::proxy_refused:
    case Reason::proxy_credentials:
    case Reason::tls:
    case Reason::lost:
    case Reason::truncated:
    case Reason::protocol:
    case Reason::decode:
    case Reason::redirect:
      return errc::network;
    case Reason::header_limit:
    case Reason::body_limit:
      return errc::limit_reached;
    case Reason::stopped:
      return errc::internal;
    case Reason::cancelled:
      return errc::cancelled;
  }
  return errc::internal;
}

Error failure(Reason reason, std::string message) {
  return Error({static_cast<int>(reason), reason_category()}, std::move(message));
}

std::optional<Reason> reason_of(const Error& error) noexcept {
  if (error.code().category() != reason_category()) return std::nullopt;
  return static_cast<Reason>(error.code().value());
}

}  // namespace detail
WMH_END_NAMESPACE
