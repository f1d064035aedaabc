#pragma once

#include <wmh/error.hpp>

#include <filesystem>
#include <string_view>

WMH_BEGIN_NAMESPACE
namespace detail {

/// A model folder in the making, beside its place: `.<name>.<random>.building`. A lock on the
/// folder says that its builder lives. Goes away with the object unless published.
class Staging {
 public:
  /// Makes the folder, and `models` where it is missing; removes what dead builders left.
  static Result<Staging> create(const std::filesystem::path& models, std::string_view name);
  Staging(Staging&& other) noexcept;
  Staging& operator=(Staging&&) = delete;
  ~Staging();

  const std::filesystem::path& path() const noexcept { return path_; }

  /// Flushes everything to disk and puts the folder in the place of `target` in one rename: whoever
  /// looks sees the old folder or the new one, never none and never a part.
  Result<Done> publish(const std::filesystem::path& target);

 private:
  Staging(std::filesystem::path made_root, std::filesystem::path path, int lock)
      : made_root_(std::move(made_root)), path_(std::move(path)), lock_(lock) {}

  std::filesystem::path made_root_;  ///< The topmost folder that create() made, if any.
  std::filesystem::path path_;
  int lock_;
  bool published_ = false;
};

}  // namespace detail
WMH_END_NAMESPACE
