# libedit brings no CMake package. Gives the target edit::edit, which only the command needs.
find_path(EDIT_INCLUDE_DIR histedit.h)
find_library(EDIT_LIBRARY edit)
mark_as_advanced(EDIT_INCLUDE_DIR EDIT_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(edit REQUIRED_VARS EDIT_LIBRARY EDIT_INCLUDE_DIR)
if(edit_FOUND AND NOT TARGET edit::edit)
  add_library(edit::edit UNKNOWN IMPORTED)
  set_target_properties(edit::edit PROPERTIES
    IMPORTED_LOCATION "${EDIT_LIBRARY}" INTERFACE_INCLUDE_DIRECTORIES "${EDIT_INCLUDE_DIR}")
endif()
