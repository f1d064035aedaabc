#include "soak/client.hpp"

#include <fmt/format.h>

#include <thread>

namespace wmh::soak {
namespace {

using namespace std::chrono_literals;
constexpr auto longest_answer = 70s;
constexpr auto longest_refusal = 90s;

}  // namespace

std::string request_text(std::string_view method, std::string_view path, std::string_view body,
                         std::string_view headers) {
  return fmt::format("{} {} HTTP/1.1\r\nHost: localhost\r\n{}Content-Length: {}\r\n\r\n{}", method,
                     path, headers, body.size(), body);
}

Answer read_answer(testing::RawClient& connection) {
  Answer answer;
  answer.head = connection.read_to("\r\n\r\n", longest_answer);
  testing::RawClient::Answer head{0, answer.head, {}};
  if (answer.head.size() > 12 && answer.head.ends_with("\r\n\r\n"))
    answer.status = std::atoi(answer.head.c_str() + 9);
  const auto length = head.header("Content-Length");
  if (!length.empty())
    answer.text = connection.read_bytes(std::strtoul(length.c_str(), nullptr, 10));
  if (auto value = parse_json(answer.text)) answer.body = std::move(*value);
  return answer;
}

void tell(Target& target, const Rule& rule, const Answer& answer, Clock::time_point sent,
          std::string_view asked) {
  target.tally.count(target.name, rule.kind, answer.status);
  const std::string wrong = judge(rule, answer, target.excuses(sent));
  if (!wrong.empty())
    target.tally.fail(target.name, rule.kind, fmt::format("{}: {}", asked.substr(0, 120), wrong));
}

bool Client::connect() {
  if (!connection_) connection_ = std::make_unique<testing::RawClient>(target_.port);
  return connection_->connected();
}

Answer Client::ask(const Rule& rule, std::string_view method, const std::string& path,
                   std::string_view body, std::string_view headers) {
  const auto sent = Clock::now();
  Answer answer;
  if (connect() && connection_->send(request_text(method, path, body, headers)))
    answer = read_answer(*connection_);
  const bool closes =
      testing::RawClient::Answer{0, answer.head, {}}.header("Connection") == "close";
  if (answer.status == 0 || closes) connection_.reset();
  tell(target_, rule, answer, sent, fmt::format("{} {}", method, path));
  return answer;
}

Answer Client::insist(const Rule& rule, std::string_view method, const std::string& path,
                      std::string_view body, std::string_view headers) {
  const auto end = Clock::now() + longest_refusal;
  for (;;) {
    Answer answer = ask(rule, method, path, body, headers);
    if (!is_refusal(answer.status)) return answer;
    if (Clock::now() > end) {
      target_.tally.fail(target_.name, rule.kind, "was refused for too long: " + path);
      return answer;
    }
    std::this_thread::sleep_for(200ms);
  }
}

void Client::ask_and_leave(std::string_view method, const std::string& path, std::string_view body,
                           std::string_view headers) {
  testing::RawClient leaving(target_.port);
  leaving.send(request_text(method, path, body, headers));
  leaving.reset();
}

}  // namespace wmh::soak
