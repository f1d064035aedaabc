#pragma once

#include <wmh/error.hpp>

#include <filesystem>
#include <iosfwd>
#include <string_view>

namespace wmh::server {

/// The boundary of a multipart/form-data content type (RFC 7578); empty when it is none.
std::string multipart_boundary(std::string_view content_type);

/// Copies the first part that is a file from a multipart body, reading in pieces. Returns its file
/// name, without folders. Fails with errc::invalid_argument when there is none or the body breaks
/// off.
Result<std::string> copy_file_part(std::istream& body, std::string_view boundary,
                                   std::ostream& out);

}  // namespace wmh::server
