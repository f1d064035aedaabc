#pragma once

#include "net/http_client.hpp"
#include "providers/aws_credentials.hpp"

#include <mutex>

WMH_BEGIN_NAMESPACE
namespace detail {

/// Credentials of AWS, renewed in time where they are lent by a container's agent or a virtual
/// machine. Callable from any thread.
class AwsKeys {
 public:
  /// Keys that last.
  explicit AwsKeys(AwsCredentials lasting) : known_(std::move(lasting)) {}
  /// Keys to be asked for. `container`: of the container's agent; else of the virtual machine.
  AwsKeys(std::shared_ptr<HttpClient> client, Environment environment, bool container)
      : client_(std::move(client)), environment_(std::move(environment)), container_(container) {}

  Task<AwsCredentials> get();

  /// The keys were refused as expired: the next get() asks for others. False for keys that last.
  bool forget();

 private:
  std::optional<AwsCredentials> still_good() const;
  Task<AwsCredentials> ask_container() const;
  Task<AwsCredentials> ask_instance() const;
  Task<HttpResponse> ask(HttpRequest request) const;

  std::shared_ptr<HttpClient> client_{};
  Environment environment_{};
  bool container_ = false;
  mutable std::mutex mutex_{};  ///< Guards what follows.
  std::optional<AwsCredentials> known_{};
};

}  // namespace detail
WMH_END_NAMESPACE
