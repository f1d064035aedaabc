#pragma once

#include "http/message.hpp"

#include <span>

namespace wmh::server {

/// A file that is part of the program, as it was when that was built.
struct EmbeddedFile {
  std::string_view name{};
  std::string_view etag{};  ///< With its quotes.
  std::string_view text{};
};

/// The description of the API and its page: the folder docs.
std::span<const EmbeddedFile> docs_files() noexcept;
/// The console page: the folder web.
std::span<const EmbeddedFile> web_files() noexcept;

/// The one of that name, typed by it, or 304 for a client that has it; 404 when there is none. A
/// page may load and call nothing but this server.
Response file_answer(std::span<const EmbeddedFile> files, std::string_view name,
                     const RequestHead& head);

}  // namespace wmh::server
