#pragma once

#include "language.hpp"
#include "serve_log.hpp"
#include "server.hpp"
#include "sessions/kept_sessions.hpp"

namespace wmh::cli {

/// What `wmh serve` serves: the models, where their sessions are kept, and what answers.
class Serving {
 public:
  /// Fails where a model, a provider or the place of the sessions cannot be opened.
  static Result<std::unique_ptr<Serving>> open(const Arguments& arguments, Console& console);

  const std::vector<std::shared_ptr<server::ServedModel>>& models() const noexcept {
    return models_;
  }
  std::vector<std::string> names() const;
  MeterReport spent() const;
  std::optional<std::size_t> kept_sessions() const;
  /// Builds what a client asked for under the root, and opens it. Slow; one call at a time.
  Result<std::shared_ptr<server::ServedModel>> build(const server::BuildRequest& request,
                                                     std::shared_ptr<Observer> progress);
  /// Ends sessions that were idle for too long. Runs on the calling thread.
  Result<std::size_t> end_idle_sessions();
  /// Where the steps of sessions are written; null: nowhere.
  TraceOut* traces() const noexcept { return traces_.get(); }
  /// Keeps what was spent under `runs` of the root.
  Result<Done> save_records() const;

 private:
  Serving(const Arguments& arguments, Console& console)
      : arguments_(arguments), console_(console) {}
  Result<Done> open_sessions();
  Result<Done> open_traces();
  Result<std::shared_ptr<server::ServedModel>> load(const std::filesystem::path& folder,
                                                    std::unique_ptr<Language> language);
  Result<std::vector<std::filesystem::path>> folders() const;

  const Arguments& arguments_;
  Console& console_;
  std::shared_ptr<server::KeptSessions> sessions_{};
  std::shared_ptr<TraceOut> traces_{};
  mutable std::mutex mutex_{};  // guards languages_: builds add to them
  std::vector<std::unique_ptr<Language>> languages_{};
  std::vector<std::shared_ptr<server::ServedModel>> models_{};
};

/// What the options say of the server itself. Fails with errc::invalid_argument, such as for a
/// place beyond this machine without keys.
Result<server::ServerOptions> server_options(const Arguments& arguments);

}  // namespace wmh::cli
