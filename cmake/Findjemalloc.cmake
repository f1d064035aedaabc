# jemalloc brings no CMake package. Gives the target jemalloc::jemalloc: linking it replaces malloc.
find_library(JEMALLOC_LIBRARY jemalloc)
mark_as_advanced(JEMALLOC_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(jemalloc REQUIRED_VARS JEMALLOC_LIBRARY)
if(jemalloc_FOUND AND NOT TARGET jemalloc::jemalloc)
  add_library(jemalloc::jemalloc UNKNOWN IMPORTED)
  set_target_properties(jemalloc::jemalloc PROPERTIES IMPORTED_LOCATION "${JEMALLOC_LIBRARY}")
endif()
