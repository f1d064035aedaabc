#pragma once

#include "net/http_message.hpp"
#include "providers/secret.hpp"

#include <chrono>
#include <optional>

WMH_BEGIN_NAMESPACE
namespace detail {

struct AwsCredentials {
  std::string access_key_id{};
  Secret secret_access_key{};
  Secret session_token{};  ///< Empty for a user's own, lasting keys.
  std::optional<std::chrono::sys_seconds> expires{};
};

/// For whom and when a signature is valid: five minutes around `time`, so sign each attempt anew.
struct SigningScope {
  std::string region{};
  std::string service{};  ///< As AWS names it for signing: "bedrock".
  std::chrono::sys_seconds time{};
};

struct SigningRules {
  bool normalize_path = true;   ///< Drop dot segments and doubled slashes (RFC 3986, 5.2.4).
  bool payload_header = false;  ///< Send the digest of the body as x-amz-content-sha256.
  bool sign_token = true;       ///< False: the session token is sent, but not signed.
};

/// A signature and the texts it is made from.
struct Signature {
  std::string canonical_request{};
  std::string string_to_sign{};
  std::string signed_headers{};
  std::string hex{};
};

/// Signs with AWS Signature Version 4: sets x-amz-date, x-amz-security-token and Authorization.
/// The path of the URL is signed as it stands, encoded once more; Host is taken from the URL.
Signature sign_v4(HttpRequest& request, const AwsCredentials& credentials,
                  const SigningScope& scope, SigningRules rules = {});

}  // namespace detail
WMH_END_NAMESPACE
