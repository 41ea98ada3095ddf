# An installed package is taken first (apt, vcpkg, Conan: all answer find_package); only what is
# missing is fetched.
include(FetchContent)

set(needed nlohmann_json)
FetchContent_Declare(
    nlohmann_json
    GIT_REPOSITORY https://github.com/nlohmann/json.git
    GIT_TAG v3.11.3
    FIND_PACKAGE_ARGS 3.10 CONFIG
)

if(FOLIOT_TESTING OR FOLIOT_TESTS)
    list(APPEND needed googletest rapidcheck)
    FetchContent_Declare(
        googletest
        GIT_REPOSITORY https://github.com/google/googletest.git
        GIT_TAG v1.14.0
        FIND_PACKAGE_ARGS 1.12 NAMES GTest CONFIG
    )
    # RapidCheck has no releases and no version file: asking for a version never matches.
    set(RC_ENABLE_GTEST ON)
    FetchContent_Declare(
        rapidcheck
        GIT_REPOSITORY https://github.com/emil-e/rapidcheck.git
        GIT_TAG ff6af6fc683159deb51c543b065eba14dfcf329b
        FIND_PACKAGE_ARGS CONFIG
    )
endif()

if(FOLIOT_TESTS)
    list(APPEND needed valijson)
    FetchContent_Declare(
        valijson
        GIT_REPOSITORY https://github.com/tristanpenman/valijson.git
        GIT_TAG v1.0.2
        FIND_PACKAGE_ARGS CONFIG
    )
endif()

if(FOLIOT_TOOL)
    list(APPEND needed CLI11 fmt)
    FetchContent_Declare(
        CLI11
        GIT_REPOSITORY https://github.com/CLIUtils/CLI11.git
        GIT_TAG v2.4.1
        FIND_PACKAGE_ARGS 2 CONFIG
    )
    FetchContent_Declare(
        fmt
        GIT_REPOSITORY https://github.com/fmtlib/fmt.git
        GIT_TAG 10.2.1
        FIND_PACKAGE_ARGS 9 CONFIG
    )
endif()

if(FOLIOT_BENCH)
    list(APPEND needed benchmark)
    set(BENCHMARK_ENABLE_TESTING OFF)
    FetchContent_Declare(
        benchmark
        GIT_REPOSITORY https://github.com/google/benchmark.git
        GIT_TAG v1.8.3
        FIND_PACKAGE_ARGS 1.7 CONFIG
    )
endif()

# A project that takes foliot in by add_subdirectory links these too. (Not set any earlier, since
# FetchContent_Declare of CMake 3.25 trips over it.)
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)
FetchContent_MakeAvailable(${needed})
find_package(ZLIB REQUIRED)
find_package(Threads REQUIRED)

# Debian's valijson exports the bare name, upstream's build a namespaced one or none.
if(FOLIOT_TESTS AND NOT TARGET valijson AND TARGET ValiJSON::valijson)
    add_library(valijson ALIAS ValiJSON::valijson)
endif()

if((FOLIOT_TESTING OR FOLIOT_TESTS) AND NOT TARGET rapidcheck_gtest)
    message(
        FATAL_ERROR
        "This RapidCheck lacks its GoogleTest glue (target rapidcheck_gtest): build it with "
        "RC_ENABLE_GTEST=ON (Conan: -o rapidcheck/*:enable_gtest=True), or set FOLIOT_TESTING=OFF."
    )
endif()

# An installed foliot can only point at packages that are installed as well.
foreach(dependency IN LISTS needed)
    if(FOLIOT_INSTALL AND NOT ${dependency}_FOUND)
        message(STATUS "foliot: ${dependency} was fetched, so there are no install rules")
        set(FOLIOT_INSTALL OFF)
    endif()
endforeach()
