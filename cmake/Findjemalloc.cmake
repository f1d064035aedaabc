# jemalloc brings no CMake package. Gives the target jemalloc::jemalloc: linking it replaces malloc.
# The static one where there is one: its thread-local state is then reached without a call.
find_library(JEMALLOC_LIBRARY NAMES libjemalloc_pic.a jemalloc)
mark_as_advanced(JEMALLOC_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(jemalloc REQUIRED_VARS JEMALLOC_LIBRARY)
if(jemalloc_FOUND AND NOT TARGET jemalloc::jemalloc)
  add_library(jemalloc::jemalloc UNKNOWN IMPORTED)
  set_target_properties(jemalloc::jemalloc PROPERTIES IMPORTED_LOCATION "${JEMALLOC_LIBRARY}")
endif()
