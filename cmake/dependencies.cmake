# Every dependency, once. docs/dependencies.md says what each is for.
list(APPEND CMAKE_MODULE_PATH ${CMAKE_CURRENT_LIST_DIR})
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(fmt REQUIRED)
find_package(simdjson REQUIRED)
find_package(b2 REQUIRED)
find_package(utf8proc REQUIRED)
find_path(TOMLPLUSPLUS_INCLUDE_DIR toml++/toml.h REQUIRED)

if(WMH_BUILD_CLI)
  find_package(edit REQUIRED)
endif()
