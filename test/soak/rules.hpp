#pragma once

#include <wmh/json.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace wmh::soak {

/// What an answer to one kind of request may be.
struct Rule {
  std::string_view kind{};        ///< As it is counted.
  std::vector<int> allowed{200};  ///< 0: the end of the connection without an answer.
  bool stored = true;             ///< It needs the sessions or the disk, which may be away.
};

/// What came for a request.
struct Answer {
  int status = 0;  ///< 0: the connection ended, or nothing came in a minute.
  std::string head{};
  std::string text{};
  json::value body{};  ///< Null where `text` is no JSON.

  /// A member of an object that is there; null otherwise.
  const json::value& at(std::string_view member) const;
  std::string text_at(std::string_view member) const;
  std::size_t count_at(std::string_view member) const;
};

/// Refused for what the server cannot help: to be tried again later.
bool is_refusal(int status) noexcept;

/// Why the answer must not be; empty when it may. `excused`: the store of the sessions was away
/// when it was asked, or a moment before.
std::string judge(const Rule& rule, const Answer& answer, bool excused);

/// Why a refusal tells too little: its body must be JSON with a message.
std::string judge_refusal(const Answer& answer);

}  // namespace wmh::soak
