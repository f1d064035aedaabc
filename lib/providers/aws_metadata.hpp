#pragma once

#include "providers/aws_credentials.hpp"

WMH_BEGIN_NAMESPACE
namespace detail {

// The services inside AWS that hand out credentials. All are asked without a proxy.

/// GET the credentials of a container's task. `token` is the text of the file that
/// AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE names, or empty. Fails for addresses that are neither
/// https, nor this machine, nor one of the agent's own.
Result<HttpRequest> container_request(const Environment& environment, std::string_view token = {});

/// The three questions to a virtual machine (IMDSv2): a token with PUT; with it the name of the
/// role, which is the whole body; with both the role's credentials.
HttpRequest instance_token_request(const Environment& environment);
HttpRequest instance_role_request(const Environment& environment, std::string_view token);
HttpRequest instance_credentials_request(const Environment& environment, std::string_view token,
                                         std::string_view role);

/// The credentials in an answer of either service.
Result<AwsCredentials> read_metadata_credentials(const HttpResponse& response);

}  // namespace detail
WMH_END_NAMESPACE
