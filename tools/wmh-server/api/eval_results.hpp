#pragma once

#include "api/eval_file.hpp"

#include <list>
#include <map>

namespace wmh::server {

/// The eval results under a folder, read-only. A result is known by its id: no path is ever made
/// from what a client says. Of files that do not change only the listing is kept, and the newest
/// results that were opened. One thread at a time.
class EvalResults {
 public:
  explicit EvalResults(std::filesystem::path folder) : folder_(std::move(folder)) {}

  /// Newest first. What is no result is left out, and so is all past so many files.
  std::vector<EvalSummary> list();
  /// Fails with errc::not_found, or as EvalFile::read.
  Result<std::shared_ptr<const EvalFile>> open(std::string_view id);

 private:
  struct Known {
    std::filesystem::file_time_type written{};
    std::uintmax_t size = 0;
    bool seen = false;
    std::optional<EvalSummary> summary{};  ///< Empty: no result.

    bool same(const Known& other) const { return written == other.written && size == other.size; }
  };
  struct Opened {
    std::filesystem::path path{};
    Known as{};
    std::shared_ptr<const EvalFile> file{};
  };
  using Files = std::map<std::filesystem::path, Known>;

  void look();
  void look_at(const std::filesystem::path& file);
  void keep(Opened opened);

  const std::filesystem::path folder_;
  Files files_{};
  std::list<Opened> opened_{};  ///< Newest first.
};

}  // namespace wmh::server
