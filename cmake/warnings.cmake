# Warnings for our own code. Linked privately, and never seen by a project that includes this one.
add_library(wmh_warnings INTERFACE)
if(PROJECT_IS_TOP_LEVEL)
  target_compile_options(wmh_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Woverloaded-virtual -Wextra-semi -Wundef)
  # GCC 12 sees overlaps that are not there in "literal" + std::string (GCC bug 105651); drop with GCC 13.
  if(CMAKE_CXX_COMPILER_ID STREQUAL GNU AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(wmh_warnings INTERFACE -Wno-restrict)
  endif()
endif()
