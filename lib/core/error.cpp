#include <wmh/error.hpp>

WMH_BEGIN_NAMESPACE
namespace {

const char* describe(errc e) noexcept {
  switch (e) {
    case errc::internal:
      return "internal error";
    case errc::invalid_argument:
      return "invalid argument";
    case errc::not_found:
      return "not found";
    case errc::corrupt_artifact:
      return "the model directory is damaged";
    case errc::bad_trace:
      return "the trace could not be read";
    case errc::session_busy:
      return "another step of this session is running";
    case errc::cancelled:
      return "cancelled";
    case errc::timed_out:
      return "timed out";
    case errc::network:
      return "network failure";
    case errc::unauthorized:
      return "the provider refused the credentials";
    case errc::rate_limited:
      return "the provider asks to slow down";
    case errc::provider_refused:
      return "the provider refused the request";
    case errc::provider_unavailable:
      return "the provider is unavailable";
    case errc::limit_reached:
      return "a limit was reached";
    case errc::io:
      return "input or output failed";
    case errc::budget_spent:
      return "a spending limit is reached";
  }
  return "unknown error";
}

class Category final : public boost::system::error_category {
 public:
  const char* name() const noexcept override { return "wmh"; }
  std::string message(int value) const override { return describe(static_cast<errc>(value)); }
};

}  // namespace

const boost::system::error_category& error_category() noexcept {
  static const Category category;
  return category;
}

WMH_END_NAMESPACE
