#include "providers/failure.hpp"

#include <gtest/gtest.h>

namespace wmh::detail {
namespace {

using namespace std::chrono_literals;

TEST(Failure, EachKindIsACodeAndAnAdvice) {
  struct Case {
    FailureKind kind;
    errc code;
    std::string message;
  };
  const Case cases[] = {
      {FailureKind::authentication, errc::unauthorized, "p: authentication; check the key"},
      {FailureKind::permission, errc::unauthorized, "p: permission; check what the key may use"},
      {FailureKind::not_found, errc::provider_refused,
       "p: not_found; check the model and the address"},
      {FailureKind::bad_request, errc::provider_refused, "p: bad_request; change the request"},
      {FailureKind::too_long, errc::provider_refused, "p: too_long; shorten the prompt"},
      {FailureKind::refused, errc::provider_refused, "p: refused; change the prompt"},
      {FailureKind::rate_limited, errc::rate_limited, "p: rate_limited; try again later"},
      {FailureKind::overloaded, errc::provider_unavailable, "p: overloaded; try again later"},
      {FailureKind::quota_exhausted, errc::provider_refused,
       "p: quota_exhausted; check the account's plan and limits"},
      {FailureKind::server, errc::provider_unavailable, "p: server; try again later"},
      {FailureKind::malformed, errc::provider_unavailable, "p: malformed; try again later"},
  };
  for (const Case& each : cases) {
    const Error error = to_error({.kind = each.kind}, "p");
    EXPECT_EQ(error.code(), each.code) << each.message;
    EXPECT_EQ(error.message(), each.message);
    EXPECT_EQ(error.retry_after(), std::nullopt);
  }
}

TEST(Failure, SaysAllItKnows) {
  Failure failure{.kind = FailureKind::bad_request, .status = 400, .code = "unsupported_value"};
  failure.message = "no";
  failure.parameter = "temperature";
  failure.request_id = "req_1";
  failure.advice = "leave it unset";
  failure.retry_after = 1500ms;
  const Error error = to_error(failure, "openai");
  EXPECT_EQ(error.message(),
            "openai: bad_request (status 400) unsupported_value: no [parameter temperature] "
            "[request req_1]; leave it unset (after 1.5 s)");
  EXPECT_EQ(error.retry_after(), 1500ms);
}

TEST(Failure, OfAQuotaIsKnownByItsError) {
  for (const auto& [kind, exhausted] : {std::pair(FailureKind::quota_exhausted, true),
                                        {FailureKind::refused, false},
                                        {FailureKind::rate_limited, false}}) {
    const Failure failure{.kind = kind, .message = "x: quota_exhausted"};
    EXPECT_EQ(is_quota_exhausted(to_error(failure, "openai")), exhausted) << to_string(kind);
  }
  EXPECT_FALSE(is_quota_exhausted(Error(errc::provider_refused, "quota_exhausted")));
}

}  // namespace
}  // namespace wmh::detail
