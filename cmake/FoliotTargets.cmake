# The words in which the folders describe themselves: foliot_library, foliot_test,
# foliot_executable. Files are listed by hand, so that a forgotten file is a lint finding and a
# new one is a one-line diff.
include(CheckLinkerFlag)
include(FoliotDiscoverTests)

# So many sources are compiled together; 0: all of a target. What a compiler inlines depends on it:
# the step path keeps the number with which tools/bench_instructions.json was counted.
if(DEFINED CMAKE_UNITY_BUILD_BATCH_SIZE)
    set(step_path_batch ${CMAKE_UNITY_BUILD_BATCH_SIZE})
else()
    set(step_path_batch 8)
    set(CMAKE_UNITY_BUILD_BATCH_SIZE 16)
endif()

# Each test is a process, and with sanitizers its start takes longer than the test. Half of that
# went into relocations, hence programs at a fixed place. Much of the rest went into the data of
# checks of addresses, of which a coroutine has one at every access to its frame: AddressSanitizer
# sees bad accesses themselves, and the preset clang has the checks of null and of alignment.
if(FOLIOT_SANITIZE)
    add_compile_options(-fsanitize=${FOLIOT_SANITIZE} -fno-sanitize-recover=all)
    add_compile_options(-fno-sanitize=null,alignment,object-size,pointer-overflow)
    add_compile_options(-fno-omit-frame-pointer)
    add_link_options(-fsanitize=${FOLIOT_SANITIZE} -no-pie)
endif()

# A change in a library links twenty programs again, and gold takes half the time.
check_linker_flag(CXX -fuse-ld=gold FOLIOT_GOLD)
if(FOLIOT_GOLD AND PROJECT_IS_TOP_LEVEL)
    add_link_options(-fuse-ld=gold)
endif()

# Half of what a compiler does here is reading headers: several sources are compiled together, so
# names in their unnamed namespaces differ where the sources stand together.
# Places recorded in traces come from source_location and must not depend on where the tree lies:
# hence the prefix map.
function(foliot_flags target)
    set_target_properties(
        ${target}
        PROPERTIES
            CXX_EXTENSIONS OFF
            UNITY_BUILD ${FOLIOT_UNITY}
            UNITY_BUILD_BATCH_SIZE ${CMAKE_UNITY_BUILD_BATCH_SIZE}
    )
    target_compile_features(${target} PRIVATE cxx_std_20)
    # Within the tree includes are spelled from its root.
    target_include_directories(
        ${target}
        BEFORE
        PRIVATE "${PROJECT_SOURCE_DIR}" "${PROJECT_SOURCE_DIR}/include"
    )
    target_compile_options(
        ${target}
        PRIVATE
            -Wall
            -Wextra
            -Wpedantic
            $<$<BOOL:${FOLIOT_WERROR}>:-Werror>
            -ffile-prefix-map=${PROJECT_SOURCE_DIR}/=
            # g++ takes sources that are compiled together for headers, whose unnamed namespaces it
            # warns of.
            $<$<AND:$<BOOL:${FOLIOT_UNITY}>,$<CXX_COMPILER_ID:GNU>>:-Wno-subobject-linkage>
    )
endfunction()

# foliot_library(name [STEP_PATH] [SOURCES file...] [HEADERS file...] [DEPENDS folder...]
#                [PUBLIC lib...] [PRIVATE lib...] [COMPONENT component])
# Makes the static library foliot_<name>, also known as foliot::<name>; without sources it is
# header-only. HEADERS are what users may include, and what those need: see foliot_headers().
# DEPENDS names other foliot libraries: those lines are the arrows of the house.
# STEP_PATH: most of it is done in every step of a run.
# COMPONENT is the one under which find_package(foliot) offers it; "core" comes always, and "none"
# is not installed.
function(foliot_library name)
    cmake_parse_arguments(
        PARSE_ARGV 1 arg "STEP_PATH" "COMPONENT" "SOURCES;HEADERS;DEPENDS;PUBLIC;PRIVATE"
    )
    set(target foliot_${name})
    list(TRANSFORM arg_DEPENDS PREPEND foliot_)
    if(arg_SOURCES)
        add_library(${target} STATIC ${arg_SOURCES})
        foliot_flags(${target})
        if(arg_STEP_PATH)
            set_target_properties(${target} PROPERTIES UNITY_BUILD_BATCH_SIZE ${step_path_batch})
        endif()
        target_compile_definitions(${target} PRIVATE FOLIOT_VERSION="${PROJECT_VERSION}")
        target_link_libraries(${target} PRIVATE ${arg_PRIVATE})
        set(scope PUBLIC)
    else()
        add_library(${target} INTERFACE)
        set(scope INTERFACE)
    endif()
    add_library(foliot::${name} ALIAS ${target})
    target_compile_features(${target} ${scope} cxx_std_20)
    target_link_libraries(${target} ${scope} ${arg_DEPENDS} ${arg_PUBLIC})
    target_include_directories(
        ${target}
        ${scope}
            $<BUILD_INTERFACE:${PROJECT_BINARY_DIR}/include>
            $<INSTALL_INTERFACE:include>
    )
    file(RELATIVE_PATH folder "${PROJECT_SOURCE_DIR}" "${CMAKE_CURRENT_SOURCE_DIR}")
    list(TRANSFORM arg_HEADERS PREPEND "${folder}/")
    set_property(GLOBAL APPEND PROPERTY FOLIOT_HEADERS ${arg_HEADERS})
    add_dependencies(${target} foliot_headers)
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
    if(NOT arg_COMPONENT)
        set(arg_COMPONENT core)
    endif()
    if(FOLIOT_INSTALL AND NOT arg_COMPONENT STREQUAL "none")
        install(TARGETS ${target} EXPORT foliot-${arg_COMPONENT})
        set_property(GLOBAL APPEND PROPERTY FOLIOT_COMPONENTS ${arg_COMPONENT})
    endif()
endfunction()

# foliot_headers()
# Makes the headers that users see: those of all HEADERS and of include/foliot, in build/include and
# later in what is installed. There "sim/loop.h" is <foliot/sim/loop.h>, so that a file of that name
# in the user's own tree is never taken for it.
function(foliot_headers)
    get_property(headers GLOBAL PROPERTY FOLIOT_HEADERS)
    list(TRANSFORM headers REPLACE "(.+)" "\\1=foliot/\\1")
    set(fronts foliot.h)
    if(TARGET foliot_fuzz)
        list(APPEND fronts fuzz.h)
    endif()
    if(TARGET foliot_testing)
        list(APPEND fronts gtest.h testing.h)
    endif()
    if(TARGET foliot_main)
        list(APPEND fronts main.h)
    endif()
    list(TRANSFORM fronts REPLACE "(.+)" "include/foliot/\\1=foliot/\\1" OUTPUT_VARIABLE fronts)
    list(APPEND headers ${fronts})
    set(sources ${headers})
    list(TRANSFORM sources REPLACE "=.*" "")
    list(TRANSFORM sources PREPEND "${PROJECT_SOURCE_DIR}/")
    set(made ${headers})
    list(TRANSFORM made REPLACE ".*=" "")
    list(TRANSFORM made PREPEND "${PROJECT_BINARY_DIR}/include/")
    set(list "${PROJECT_BINARY_DIR}/foliot_headers.txt")
    list(JOIN headers "\n" lines)
    file(CONFIGURE OUTPUT "${list}" CONTENT "${lines}\n")
    set(stamp "${PROJECT_BINARY_DIR}/foliot_headers.stamp")
    add_custom_command(
        OUTPUT "${stamp}"
        BYPRODUCTS ${made}
        COMMAND
            "${CMAKE_COMMAND}" "-DSOURCE=${PROJECT_SOURCE_DIR}" "-DLIST=${list}"
            "-DTO=${PROJECT_BINARY_DIR}/include" -P "${PROJECT_SOURCE_DIR}/cmake/headers.cmake"
        COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
        DEPENDS ${sources} "${list}" "${PROJECT_SOURCE_DIR}/cmake/headers.cmake"
        COMMENT "Writing the headers that users see"
        VERBATIM
    )
    add_custom_target(foliot_headers DEPENDS "${stamp}")
endfunction()

# foliot_executable(target [AS_USER] SOURCES file... [LIBS lib...])
# AS_USER: sees the headers that users see, and no others.
function(foliot_executable target)
    cmake_parse_arguments(PARSE_ARGV 1 arg "AS_USER" "" "SOURCES;LIBS")
    if(NOT arg_SOURCES)
        return()
    endif()
    add_executable(${target} ${arg_SOURCES})
    foliot_flags(${target})
    if(arg_AS_USER)
        set_target_properties(${target} PROPERTIES INCLUDE_DIRECTORIES "")
    endif()
    # A coroutine body without co_await or co_return is a plain function that returns nothing: the
    # compiler only warns, and the call crashes.
    target_compile_options(${target} PRIVATE -Werror=return-type)
    target_link_libraries(${target} PRIVATE ${arg_LIBS})
endfunction()

# foliot_test(name [AS_USER] [SOURCES file...] [LIBS lib...] [LABELS label...] [TIMEOUT seconds]
#             [SLOW_RUNS runs])
# Makes one GoogleTest binary <name>_test, linked with foliot_<name> (where there is one) and LIBS,
# and hands its tests to CTest as <name>.<Suite>.<Name>, labelled "unit" if LABELS names no other.
# SLOW_RUNS: how often FOLIOT_TEST and FOLIOT_PROP run if each step takes ten times as long, without
# optimisation or with sanitizers.
function(foliot_test name)
    cmake_parse_arguments(
        PARSE_ARGV 1 arg "AS_USER" "SLOW_RUNS;TIMEOUT" "SOURCES;LIBS;LABELS"
    )
    set(as_user)
    if(arg_AS_USER)
        set(as_user AS_USER)
    endif()
    if(NOT FOLIOT_TESTS OR NOT arg_SOURCES)
        return()
    endif()
    if(NOT arg_LABELS)
        set(arg_LABELS unit)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 300)
    endif()
    if(TARGET foliot_${name})
        list(APPEND arg_LIBS foliot_${name})
    endif()
    # Resolved when everything is declared, for foliot_test_main comes after the lower folders.
    set(main $<IF:$<TARGET_EXISTS:foliot_test_main>,foliot_test_main,GTest::gtest_main>)
    set(target ${name}_test)
    foliot_executable(
        ${target}
        ${as_user}
        SOURCES ${arg_SOURCES}
        LIBS ${arg_LIBS} ${main} GTest::gtest
    )
    # A test body runs once or a thousand times: more is lost by compiling it well than is won. With
    # clang and with sanitizers the difference is largest, and g++ without them shows what an
    # optimiser makes of coroutines in tests. What is tested is compiled as always.
    set(effort -O1)
    if(FOLIOT_SANITIZE OR CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        set(effort -O0)
    endif()
    target_compile_options(${target} PRIVATE $<$<CONFIG:RelWithDebInfo>:${effort}>)
    # What tries as much as time allows tries less if each step takes ten times as long.
    set(runs)
    if(FOLIOT_SANITIZE OR CMAKE_BUILD_TYPE STREQUAL "Debug")
        set(runs ${arg_SLOW_RUNS})
        target_compile_definitions(${target} PRIVATE FOLIOT_SLOW_BUILD)
    endif()
    foliot_discover_tests(
        ${target}
        PREFIX ${name}.
        LABELS ${arg_LABELS}
        TIMEOUT ${arg_TIMEOUT}
        RUNS "${runs}"
        TRACE_DIR ${PROJECT_BINARY_DIR}/foliot-traces
        WORKING_DIRECTORY ${PROJECT_SOURCE_DIR}
    )
endfunction()

# The target foliot::foliot stands for the whole library without its test glue and its tool.
function(foliot_umbrella)
    add_library(foliot_all INTERFACE)
    add_library(foliot::foliot ALIAS foliot_all)
    set_target_properties(foliot_all PROPERTIES EXPORT_NAME foliot)
    target_link_libraries(foliot_all INTERFACE foliot_properties)
    if(FOLIOT_INSTALL)
        install(TARGETS foliot_all EXPORT foliot-core)
    endif()
endfunction()
