#include "builds/multipart.hpp"

#include <istream>
#include <ostream>

namespace wmh::server {
namespace {

constexpr std::size_t piece = 256 * 1024;
constexpr std::size_t longest_head = 16 * 1024;

/// Reads a stream by marks, holding little of it.
class Marks {
 public:
  explicit Marks(std::istream& in) : in_(in) {}

  /// Hands everything before the next `mark` to `take` and goes behind it. False at the end.
  template <class Take>
  bool pass(std::string_view mark, const Take& take) {
    for (;;) {
      const std::size_t at = window_.find(mark);
      if (at != std::string::npos) {
        take(std::string_view(window_).substr(0, at));
        window_.erase(0, at + mark.size());
        return true;
      }
      // The end of the window may be the begin of the mark.
      const std::size_t keep = std::min(window_.size(), mark.size() - 1);
      take(std::string_view(window_).substr(0, window_.size() - keep));
      window_.erase(0, window_.size() - keep);
      if (!refill()) return false;
    }
  }

 private:
  bool refill() {
    const std::size_t old = window_.size();
    window_.resize(old + piece);
    in_.read(window_.data() + old, static_cast<std::streamsize>(piece));
    window_.resize(old + static_cast<std::size_t>(in_.gcount()));
    return window_.size() > old;
  }

  std::istream& in_;
  std::string window_{};
};

/// The value of `name="..."`; empty when it is not there.
std::string quoted_parameter(std::string_view head, std::string_view name) {
  const std::string start = std::string(name) + "=\"";
  const std::size_t at = head.find(start);
  if (at == std::string_view::npos) return {};
  const std::size_t from = at + start.size();
  return std::string(head.substr(from, head.find('"', from) - from));
}

std::string without_folders(const std::string& name) {
  return name.substr(name.find_last_of("/\\") + 1);
}

Error broken(std::string_view why) {
  return {errc::invalid_argument,
          "the upload is no multipart form with a file: " + std::string(why)};
}

}  // namespace

std::string multipart_boundary(std::string_view content_type) {
  constexpr std::string_view kind = "multipart/form-data";
  if (!content_type.starts_with(kind)) return {};
  const std::string quoted = quoted_parameter(content_type, "boundary");
  if (!quoted.empty()) return quoted;
  constexpr std::string_view start = "boundary=";
  const std::size_t at = content_type.find(start);
  if (at == std::string_view::npos) return {};
  content_type.remove_prefix(at + start.size());
  return std::string(content_type.substr(0, content_type.find_first_of("; \t")));
}

Result<std::string> copy_file_part(std::istream& body, std::string_view boundary,
                                   std::ostream& out) {
  Marks marks(body);
  const std::string delimiter = "--" + std::string(boundary);
  const auto skip = [](std::string_view) {
  };
  if (!marks.pass(delimiter, skip)) return broken("its boundary does not occur");
  for (;;) {
    std::string head;
    bool fits = true;
    const auto keep = [&](std::string_view text) {
      fits = fits && head.size() + text.size() <= longest_head;
      if (fits) head.append(text);
    };
    if (!marks.pass("\r\n\r\n", keep) || !fits) return broken("no part of it is a file");
    const std::string name = without_folders(quoted_parameter(head, " filename"));
    const auto copy = [&](std::string_view text) {
      if (!name.empty()) out.write(text.data(), static_cast<std::streamsize>(text.size()));
    };
    if (!marks.pass("\r\n" + delimiter, copy)) return broken("it breaks off");
    if (!name.empty()) return name;
  }
}

}  // namespace wmh::server
