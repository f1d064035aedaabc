#pragma once

#include "soak/rules.hpp"
#include "soak/target.hpp"
#include "support/raw_client.hpp"

#include <memory>

namespace wmh::soak {

/// A client that keeps its connection. Each answer is judged and counted.
class Client {
 public:
  explicit Client(Target& target) : target_(target) {}

  Answer ask(const Rule& rule, std::string_view method, const std::string& path,
             std::string_view body = {}, std::string_view headers = {});
  /// Asks again while the store is away. Ends with another answer, or after a minute and a half.
  Answer insist(const Rule& rule, std::string_view method, const std::string& path,
                std::string_view body = {}, std::string_view headers = {});
  /// Sends a request and cuts the connection.
  void ask_and_leave(std::string_view method, const std::string& path, std::string_view body,
                     std::string_view headers);

 private:
  bool connect();

  Target& target_;
  std::unique_ptr<testing::RawClient> connection_{};
};

std::string request_text(std::string_view method, std::string_view path, std::string_view body,
                         std::string_view headers);
/// Reads an answer, with a body of its Content-Length.
Answer read_answer(testing::RawClient& connection);
/// Counts an answer and what is wrong with it.
void tell(Target& target, const Rule& rule, const Answer& answer, Clock::time_point sent,
          std::string_view asked);

}  // namespace wmh::soak
