# Every dependency, once. docs/dependencies.md says what each is for.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)

find_path(B2_INCLUDE_DIR blake2.h REQUIRED)
find_library(B2_LIBRARY b2 REQUIRED)
add_library(wmh_b2 INTERFACE)
target_include_directories(wmh_b2 SYSTEM INTERFACE ${B2_INCLUDE_DIR})
target_link_libraries(wmh_b2 INTERFACE ${B2_LIBRARY})

find_path(UTF8PROC_INCLUDE_DIR utf8proc.h REQUIRED)
find_library(UTF8PROC_LIBRARY utf8proc REQUIRED)
add_library(wmh_utf8proc INTERFACE)
target_include_directories(wmh_utf8proc SYSTEM INTERFACE ${UTF8PROC_INCLUDE_DIR})
target_link_libraries(wmh_utf8proc INTERFACE ${UTF8PROC_LIBRARY})
