# Writes files into a C++ source that defines `std::span<const EmbeddedFile> FUNCTION() noexcept`:
# cmake -DFOLDER=... -DFILES=a,b -DFUNCTION=... -DOUT=... -P embed.cmake
string(REPLACE "," ";" names "${FILES}")
set(rows "")
foreach(name IN LISTS names)
  file(READ "${FOLDER}/${name}" text)
  file(SHA256 "${FOLDER}/${name}" hash)
  string(SUBSTRING "${hash}" 0 20 hash)
  string(FIND "${text}" ")wmh_file\"" ends_early)
  if(NOT ends_early EQUAL -1)
    message(FATAL_ERROR "${name} holds the end of a raw string: )wmh_file\"")
  endif()
  string(APPEND rows "    {\"${name}\", \"\\\"${hash}\\\"\", R\"wmh_file(${text})wmh_file\"},\n")
endforeach()
file(WRITE "${OUT}" "// Made by cmake/embed.cmake.
#include \"api/embedded_file.hpp\"

namespace wmh::server {

std::span<const EmbeddedFile> ${FUNCTION}() noexcept {
  static constexpr EmbeddedFile files[] = {
${rows}  };
  return files;
}

}  // namespace wmh::server
")
