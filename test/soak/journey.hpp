#pragma once

#include "soak/client.hpp"

namespace wmh::soak {

/// A step as its agent knows it.
struct Told {
  std::string action{};       ///< The arguments, as JSON.
  std::string observation{};  ///< As JSON.
};

/// What is wrong with a page of a history that was asked for from a step on: it must be the steps
/// that were told, in order, but for those before `first`, which a fork never had, and those that
/// were forgotten. Empty: nothing.
std::string check_page(const Answer& page, std::size_t from, const std::vector<Told>& told,
                       std::size_t first);

/// A session, and what its agent was told of it. Whatever is refused because the store is away is
/// asked again.
class Journey {
 public:
  Journey(Stage& stage, Client& client, std::string model = "shop");

  bool open();
  /// False when the session cannot go on.
  bool step();
  /// One that is cut before its answer, and asked again with its key.
  bool step_twice();
  /// Goes on from a step in the middle in another session, which is checked and ended.
  void fork();
  /// Every step is there once, in order, and no other.
  void verify();
  void end();

  const std::string& id() const noexcept { return id_; }
  std::string path() const { return "/world_models/" + model_ + "/sessions/" + id_; }
  std::size_t steps() const noexcept { return told_.size(); }
  /// Bytes of each step to come.
  std::size_t padding = 40;

  struct Asked {
    std::string arguments{};
    std::string body{};
    std::string key{};
  };
  /// The step to come.
  Asked next();
  /// Takes the answer to it.
  bool take(const Asked& asked, const json::value& answer);

 private:
  std::size_t oldest() const;
  bool give(const Asked& asked);
  void fail(std::string_view kind, const std::string& why);

  Stage& stage_;
  Client& client_;
  const std::string model_;
  std::string id_{};
  std::vector<Told> told_{};
  std::size_t first_ = 0;
  std::string run_{};
};

/// Steps of a session that the servers are told to keep.
inline constexpr std::size_t most_history = 200;

}  // namespace wmh::soak
