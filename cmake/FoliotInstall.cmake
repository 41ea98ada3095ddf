# Everything find_package(foliot) needs. Each component is an export set of its own, so that a user
# of the library alone needs neither GoogleTest nor RapidCheck.
include(CMakePackageConfigHelpers)

set(package_dir "${CMAKE_INSTALL_LIBDIR}/cmake/foliot")

install(DIRECTORY "${PROJECT_BINARY_DIR}/include/foliot" DESTINATION include)
if(TARGET foliot)
    install(TARGETS foliot)
endif()

get_property(components GLOBAL PROPERTY FOLIOT_COMPONENTS)
list(REMOVE_DUPLICATES components)
foreach(component IN LISTS components)
    install(
        EXPORT foliot-${component}
        NAMESPACE foliot::
        FILE foliot-${component}.cmake
        DESTINATION "${package_dir}"
    )
endforeach()

configure_package_config_file(
    cmake/foliotConfig.cmake.in
    "${PROJECT_BINARY_DIR}/foliotConfig.cmake"
    INSTALL_DESTINATION "${package_dir}"
    NO_SET_AND_CHECK_MACRO
)
# While the major version is 0, a minor version may break what the one before promised.
write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/foliotConfigVersion.cmake"
    COMPATIBILITY SameMinorVersion
)
install(
    FILES
        "${PROJECT_BINARY_DIR}/foliotConfig.cmake"
        "${PROJECT_BINARY_DIR}/foliotConfigVersion.cmake"
        cmake/FoliotDiscoverTests.cmake
    DESTINATION "${package_dir}"
)
