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

# What is installed is what the build tree offers, and what serves Foliot's own tests is no part of
# it; only testing/ needs the test libraries.
set(include "${work}/prefix/include")
file(GLOB_RECURSE headers RELATIVE "${include}" "${include}/*.h")
foreach(header IN LISTS headers)
    file(READ "${include}/${header}" text)
    file(READ "${BUILD_DIR}/include/${header}" offered)
    if(NOT text STREQUAL offered)
        message(FATAL_ERROR "${header} is another one in the build tree")
    endif()
    if(text MATCHES "#include \"")
        message(FATAL_ERROR "${header} includes what may be the user's own")
    endif()
    if(header MATCHES "^foliot/.+/testing/" OR header MATCHES "_test[.]h$")
        message(FATAL_ERROR "${header} serves Foliot's own tests")
    endif()
    set(glue "^foliot/(gtest[.]|testing[./])")
    if(text MATCHES "#include <(gtest|rapidcheck)" AND NOT header MATCHES "${glue}")
        message(FATAL_ERROR "${header} includes ${CMAKE_MATCH_1}")
    endif()
endforeach()

# Headers of a user's own, called as those of Foliot's tree are.
set(hostile)
if(EACH_HEADER)
    set(hostile "${work}/hostile")
    file(GLOB_RECURSE own RELATIVE "${SOURCE_DIR}" "${SOURCE_DIR}/*/*.h")
    list(FILTER own EXCLUDE REGEX "^(build|include)")
    foreach(header IN LISTS own)
        file(WRITE "${hostile}/${header}" "#error \"a header of the user's own: ${header}\"\n")
    endforeach()
    foreach(header sim/loop.h cli/command.h)
        if(NOT EXISTS "${hostile}/${header}")
            message(FATAL_ERROR "there is no hostile ${header}")
        endif()
    endforeach()
endif()

run(
    "${CMAKE_COMMAND}"
    -S "${CMAKE_CURRENT_LIST_DIR}"
    -B "${work}/build"
    -G "${GENERATOR}"
    "-DCMAKE_PREFIX_PATH=${work}/prefix"
    "-DCMAKE_CXX_COMPILER=${COMPILER}"
    "-DCMAKE_CXX_FLAGS=${FLAGS}"
    "-DHOSTILE=${hostile}"
    "-DINCLUDE=${include}"
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
