include_guard(GLOBAL)
include(GoogleTest)

# foliot_discover_tests(target [PREFIX text] [LABELS label...] [TIMEOUT seconds] [RUNS runs]
#                       [TRACE_DIR dir] [WORKING_DIRECTORY dir])
# Hands every test of a GoogleTest binary to CTest. The properties are set in a file of their own,
# because gtest_discover_tests(PROPERTIES) silently drops whatever follows a list.
# Sharding by GTEST_* variables is switched off: each CTest entry runs one test, so a shard would
# run none of most of them and be green. Shard with `ctest -I start,,stride`.
function(foliot_discover_tests target)
    set(single PREFIX RUNS TIMEOUT TRACE_DIR WORKING_DIRECTORY)
    cmake_parse_arguments(PARSE_ARGV 1 arg "" "${single}" "LABELS")
    if(NOT arg_WORKING_DIRECTORY)
        set(arg_WORKING_DIRECTORY "${CMAKE_CURRENT_BINARY_DIR}")
    endif()
    # The module remembers its script in the folder that included it first, which is not the
    # caller's when foliot is a subdirectory.
    set(_GOOGLETEST_DISCOVER_TESTS_SCRIPT "${CMAKE_ROOT}/Modules/GoogleTestAddTests.cmake")
    gtest_discover_tests(
        ${target}
        TEST_PREFIX "${arg_PREFIX}"
        WORKING_DIRECTORY "${arg_WORKING_DIRECTORY}"
        DISCOVERY_MODE PRE_TEST
        DISCOVERY_TIMEOUT 60
    )
    set(changes "GTEST_TOTAL_SHARDS=unset:" "GTEST_SHARD_INDEX=unset:")
    if(arg_TRACE_DIR)
        list(APPEND changes "FOLIOT_TRACE_DIR=set:${arg_TRACE_DIR}")
    endif()
    if(arg_RUNS)
        list(APPEND changes "FOLIOT_RUNS=set:${arg_RUNS}")
    endif()
    set(properties "ENVIRONMENT_MODIFICATION \"${changes}\"")
    if(arg_LABELS)
        string(APPEND properties " LABELS \"${arg_LABELS}\"")
    endif()
    if(arg_TIMEOUT)
        string(APPEND properties " TIMEOUT ${arg_TIMEOUT}")
    endif()
    set(file "${CMAKE_CURRENT_BINARY_DIR}/${target}_properties.cmake")
    file(
        CONFIGURE
        OUTPUT "${file}"
        CONTENT
            [[
if(@target@_TESTS)
    set_tests_properties(${@target@_TESTS} PROPERTIES @properties@)
endif()
]]
        @ONLY
    )
    set_property(DIRECTORY APPEND PROPERTY TEST_INCLUDE_FILES "${file}")
endfunction()
