# cmake --install: headers, library, command, CMake package and pkg-config file.
include(CMakePackageConfigHelpers)
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/wmh)

install(TARGETS wmh wmh_testing EXPORT wmh-targets
  LIBRARY COMPONENT runtime NAMELINK_COMPONENT development
  ARCHIVE COMPONENT development
  FILE_SET HEADERS COMPONENT development)
install(EXPORT wmh-targets NAMESPACE wmh:: DESTINATION ${package_dir} COMPONENT development)
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT runtime)

if(TARGET wmh-cli)
  file(RELATIVE_PATH from_bin ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(wmh-cli PROPERTIES INSTALL_RPATH $ORIGIN/${from_bin})
  install(TARGETS wmh-cli RUNTIME COMPONENT runtime)
endif()

# A shared library brings its dependencies along; the users of a static one link them.
get_target_property(wmh_type wmh TYPE)
if(wmh_type STREQUAL STATIC_LIBRARY)
  set(wmh_is_static ON)
  set(wmh_pc_requires "fmt simdjson libb2 libutf8proc openssl zlib")
  install(FILES cmake/Findb2.cmake cmake/Findutf8proc.cmake DESTINATION ${package_dir} COMPONENT development)
else()
  set(wmh_is_static OFF)
  set(wmh_pc_requires "")
endif()
configure_package_config_file(cmake/wmh-config.cmake.in wmh-config.cmake INSTALL_DESTINATION ${package_dir})
write_basic_package_version_file(wmh-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/wmh-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/wmh-config-version.cmake
  DESTINATION ${package_dir} COMPONENT development)

# Relative to where wmh.pc itself lies, so that an installed tree can be moved.
file(RELATIVE_PATH wmh_pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
set(wmh_pc_libdir "\${prefix}")
set(wmh_pc_includedir "\${prefix}")
cmake_path(APPEND wmh_pc_libdir ${CMAKE_INSTALL_LIBDIR})
cmake_path(APPEND wmh_pc_includedir ${CMAKE_INSTALL_INCLUDEDIR})
configure_file(cmake/wmh.pc.in wmh.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/wmh.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig COMPONENT development)
