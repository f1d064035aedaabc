#include <wmh/env.hpp>

WMH_BEGIN_NAMESPACE

Env::~Env() = default;
std::optional<EnvState> Env::state() const {
  return std::nullopt;
}

WorldModelEnv::WorldModelEnv(WorldModel model) : model_(std::move(model)) {}
WorldModelEnv::~WorldModelEnv() {
  close();
}

Result<EnvState> WorldModelEnv::reset(SessionStart start) {
  close();
  auto session = model_.new_session(std::move(start));
  if (!session) return std::move(session).error();
  session_ = session->id;
  return std::move(session->state);
}

Result<Observation> WorldModelEnv::step(Action action) {
  if (!session_)
    return Error(errc::invalid_argument, "the environment is closed; call reset first");
  return model_.step(*session_, std::move(action));
}

std::optional<EnvState> WorldModelEnv::state() const {
  if (!session_) return std::nullopt;
  auto state = model_.session_state(*session_);
  if (!state) return std::nullopt;
  return std::move(*state);
}

void WorldModelEnv::close() noexcept {
  if (session_) (void)model_.end_session(*session_);
  session_.reset();
}

WMH_END_NAMESPACE
