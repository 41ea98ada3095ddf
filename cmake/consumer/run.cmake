# Installs the build in BUILD_DIR to a prefix of its own, then configures, builds and runs this
# folder as a stranger would: the only proof that find_package(foliot) works.
set(work "${BUILD_DIR}/consumer")
file(REMOVE_RECURSE "${work}")

function(run)
    execute_process(COMMAND ${ARGV} OUTPUT_VARIABLE out ERROR_VARIABLE out RESULT_VARIABLE status)
    if(status)
        list(JOIN ARGV " " line)
        message(FATAL_ERROR "${line}\n${out}")
    endif()
endfunction()

run("${CMAKE_COMMAND}" --install "${BUILD_DIR}" --prefix "${work}/prefix")
run(
    "${CMAKE_COMMAND}"
    -S "${CMAKE_CURRENT_LIST_DIR}"
    -B "${work}/build"
    -G "${GENERATOR}"
    "-DCMAKE_PREFIX_PATH=${work}/prefix"
    "-DCMAKE_CXX_COMPILER=${COMPILER}"
    "-DCMAKE_CXX_FLAGS=${FLAGS}"
)
run("${CMAKE_COMMAND}" --build "${work}/build")

# Nobody who links the framework gets its sample, nor what that needs.
file(GLOB_RECURSE installed "${work}/prefix/*coordinator*")
if(installed)
    message(FATAL_ERROR "the sample is installed: ${installed}")
endif()
if(EXISTS "${work}/build/build.ninja")
    file(READ "${work}/build/build.ninja" links)
    if(links MATCHES "coordinator|libz[.]")
        message(FATAL_ERROR "a user of the framework links ${CMAKE_MATCH_0}")
    endif()
endif()
run("${CMAKE_CTEST_COMMAND}" --test-dir "${work}/build" --no-tests=error --output-on-failure)
