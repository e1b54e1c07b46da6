# What holds for every target: language, warnings, sanitizers, where the binaries go.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)

if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "" FORCE)
endif()

find_program(CROSSTALK_CCACHE ccache)
if(CROSSTALK_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  # ccache keeps a source with a precompiled header only if it may trust that header's checksum.
  set(launcher ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
    ${CROSSTALK_CCACHE})
  set(CMAKE_C_COMPILER_LAUNCHER ${launcher})
  set(CMAKE_CXX_COMPILER_LAUNCHER ${launcher})
endif()

set(CROSSTALK_SANITIZE "" CACHE STRING "Sanitizers for all we compile: address,undefined or thread")
option(CROSSTALK_WHOLE_SUITE
  "Also register the suites of the sanitizer builds and clang-tidy with ctest" OFF)

# scripts/build promises build/bin; every other build keeps its binaries to itself.
if(CMAKE_BINARY_DIR STREQUAL "${CMAKE_SOURCE_DIR}/build/release")
  set(CROSSTALK_BIN_DIR ${CMAKE_SOURCE_DIR}/build/bin)
else()
  set(CROSSTALK_BIN_DIR ${CMAKE_BINARY_DIR}/bin)
endif()

# The core also runs as WebAssembly, where the C++ library has no exceptions. The define changes
# what JSON functions do, so it must be the same in every object.
add_compile_definitions(JSON_NOEXCEPTION)

set(crosstalk_warnings -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # False alarms of GCC 12 in its own std::string (GCC bugs 105651 and 105329) and std::optional,
  # which a precompiled header no longer hides as a system header does;
  # the sanitizers look for the same.
  -Wno-restrict -Wno-stringop-overflow -Wno-array-bounds -Wno-maybe-uninitialized)
if(CROSSTALK_SANITIZE)
  add_compile_options(-fsanitize=${CROSSTALK_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${CROSSTALK_SANITIZE})
  if(CROSSTALK_SANITIZE MATCHES "undefined")
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
  if(CROSSTALK_SANITIZE MATCHES "thread")
    # GCC warns that ThreadSanitizer does not see fences, and Asio uses some unless told otherwise.
    add_compile_options($<$<COMPILE_LANGUAGE:CXX>:-Wno-tsan>)
    add_compile_definitions(BOOST_ASIO_DISABLE_FENCED_BLOCK)
  endif()
endif()
