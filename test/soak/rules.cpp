#include "soak/rules.hpp"

#include <boost/json/array.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace wmh::soak {
namespace {

const json::value nothing{};

std::string shown(const Answer& answer) {
  constexpr std::size_t most = 300;
  return answer.text.substr(0, most);
}

bool says_something(const json::value* text) {
  return text && text->is_string() && !text->get_string().empty();
}

/// `detail` is a text, or a list of issues that each have `msg` and `loc`.
bool has_detail(const json::object& body) {
  const json::value* detail = body.if_contains("detail");
  if (says_something(detail)) return true;
  if (!detail || !detail->is_array() || detail->get_array().empty()) return false;
  const json::array& issues = detail->get_array();
  return std::all_of(issues.begin(), issues.end(), [](const json::value& each) {
    return each.is_object() && says_something(each.get_object().if_contains("msg")) &&
           each.get_object().contains("loc") && each.get_object().contains("type");
  });
}

/// The errors of MCP are those of JSON-RPC.
bool has_rpc_error(const json::object& body) {
  const json::value* error = body.if_contains("error");
  return error && error->is_object() && says_something(error->get_object().if_contains("message"));
}

}  // namespace

const json::value& Answer::at(std::string_view member) const {
  const json::value* found = body.is_object() ? body.get_object().if_contains(member) : nullptr;
  return found ? *found : nothing;
}

std::string Answer::text_at(std::string_view member) const {
  const json::value& found = at(member);
  return found.is_string() ? std::string(found.get_string()) : std::string();
}

std::size_t Answer::count_at(std::string_view member) const {
  const json::value& found = at(member);
  return found.is_number() ? found.to_number<std::size_t>() : 0;
}

bool is_refusal(int status) noexcept {
  return status == 409 || status == 429 || (status >= 502 && status <= 504) || status == 507;
}

std::string judge_refusal(const Answer& answer) {
  if (!answer.body.is_object()) return "the refusal is no JSON object: " + shown(answer);
  const json::object& body = answer.body.get_object();
  if (!has_detail(body) && !has_rpc_error(body))
    return "the refusal says nothing: " + shown(answer);
  const bool tried = body.contains("retryable");
  if (tried && (!body.contains("retry_after") || !says_something(body.if_contains("request_id"))))
    return "retry_after or request_id is missing: " + shown(answer);
  return {};
}

std::string judge(const Rule& rule, const Answer& answer, bool excused) {
  const auto& allowed = rule.allowed;
  const bool expected = std::find(allowed.begin(), allowed.end(), answer.status) != allowed.end();
  const bool forgiven = excused && rule.stored && is_refusal(answer.status);
  if (!expected && !forgiven)
    return answer.status == 0 ? "no answer came"
                              : fmt::format("answered {}: {}", answer.status, shown(answer));
  return answer.status >= 400 ? judge_refusal(answer) : std::string();
}

}  // namespace wmh::soak
