#pragma once

#include "http/message.hpp"

namespace wmh::server {

/// Where a body goes as it comes: a string, or a file that goes away again unless it is completed.
class BodyStore {
 public:
  BodyStore() = default;
  /// With a file it is made now, and must not be there yet; is_good() tells whether that worked.
  explicit BodyStore(std::filesystem::path file);
  ~BodyStore();
  BodyStore(const BodyStore&) = delete;
  BodyStore& operator=(const BodyStore&) = delete;

  void expect(std::uint64_t bytes);
  void put(std::string_view bytes);
  bool is_good() const noexcept { return good_; }
  /// Hands the body over; false if it could not be stored.
  bool finish(Request& request);

 private:
  bool close();

  std::string text_{};
  std::filesystem::path file_{};
  int descriptor_ = -1;
  bool good_ = true;
};

}  // namespace wmh::server
