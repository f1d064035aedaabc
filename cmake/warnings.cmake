# Warnings for our own code. Linked privately, and never seen by a project that includes this one.
add_library(wmh_warnings INTERFACE)
if(PROJECT_IS_TOP_LEVEL)
  target_compile_options(wmh_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Woverloaded-virtual -Wextra-semi -Wundef)
endif()
