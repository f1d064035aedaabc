#pragma once

#include <wmh/session_store.hpp>

namespace wmh::server {

/// A step as a row of a table.
struct StepRow {
  std::int64_t index = 0;
  std::string body{};      ///< {action, observation} as JSON.
  std::int64_t notes = 0;  ///< Bytes that the scratchpad, which only grows, had before the step.
  std::string key{};
  std::string changes_before{};
};

/// A session as a row of a table. The names are those of KeptSession.
struct SessionRow {
  std::string id{};
  std::optional<std::string> task{};
  std::string structured{};  ///< JSON.
  std::string scratchpad{};
  std::optional<std::int64_t> seed{};
  std::string world{};
  std::string owner{};
  std::string changes{};
  std::string usage{};      ///< JSON.
  std::int64_t opened = 0;  ///< Microseconds since 1970.
  std::int64_t steps_taken = 0;
  std::int64_t version = 0;
};

StepRow to_row(const KeptStep& step);
SessionRow to_row(const KeptSession& session);

/// `steps` oldest first. Fails with errc::corrupt_artifact.
Result<KeptSession> session_from_rows(SessionRow session, std::vector<StepRow> steps);

}  // namespace wmh::server
