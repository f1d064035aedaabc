#pragma once

#include <wmh/error.hpp>

#include "providers/aws_profile.hpp"
#include "providers/aws_sigv4.hpp"

#include <variant>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Credentials are with the container's agent: container_request() says where.
struct AskContainer {};
/// Credentials may be with the virtual machine: see instance_token_request().
struct AskInstance {};

/// Where AWS lets itself be proven who calls: a token that replaces signatures, credentials, or a
/// service to ask for some.
using AwsAccess = std::variant<Secret, AwsCredentials, AskContainer, AskInstance>;

/// The first of: AWS_BEARER_TOKEN_BEDROCK; AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY with
/// AWS_SESSION_TOKEN (passed over when AWS_PROFILE names a profile); the profile's keys; the
/// container's agent; the virtual machine. Fails on half a pair of keys, on a profile that is not
/// there, and when nothing is left to ask, naming what was tried.
Result<AwsAccess> find_aws_access(const Environment& environment, const AwsFiles& files);

/// The first of: `given`, AWS_REGION, AWS_DEFAULT_REGION, the profile's. Fails when there is none,
/// or it is no region's name: it becomes part of a host's.
Result<std::string> find_aws_region(std::string_view given, const Environment& environment,
                                    const AwsFiles& files);

/// True from 15 minutes before credentials expire.
bool wants_renewal(const AwsCredentials& credentials, std::chrono::sys_seconds now) noexcept;

}  // namespace detail
WMH_END_NAMESPACE
