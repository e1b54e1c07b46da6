# `wasm-check` compiles what the phone client will share (storage, sync, client/model) for wasm32,
# object by object.

find_program(CROSSTALK_WASM_CXX clang++-19)
if(NOT CROSSTALK_WASM_CXX)
  message(STATUS "clang++-19 is not installed: no wasm-check")
  return()
endif()

# Headers that come without a library: alone in a folder, for the machine's own /usr/include is not
# wasm32's.
set(wasm_headers ${CMAKE_BINARY_DIR}/include/wasm32)
file(MAKE_DIRECTORY ${wasm_headers})
file(COPY ${CROSSTALK_SQLCIPHER_INCLUDE}/sqlite3.h DESTINATION ${wasm_headers})
find_path(CROSSTALK_JSON_INCLUDE nlohmann/json.hpp REQUIRED)
file(CREATE_LINK ${CROSSTALK_JSON_INCLUDE}/nlohmann ${wasm_headers}/nlohmann SYMBOLIC)
find_path(CROSSTALK_UTF8PROC_INCLUDE utf8proc.h REQUIRED)
file(COPY ${CROSSTALK_UTF8PROC_INCLUDE}/utf8proc.h DESTINATION ${wasm_headers})

find_path(CROSSTALK_STEMMER_INCLUDE libstemmer.h REQUIRED)
file(COPY ${CROSSTALK_STEMMER_INCLUDE}/libstemmer.h DESTINATION ${wasm_headers})

find_path(CROSSTALK_SODIUM_INCLUDE sodium.h REQUIRED)
file(COPY ${CROSSTALK_SODIUM_INCLUDE}/sodium.h ${CROSSTALK_SODIUM_INCLUDE}/sodium
  DESTINATION ${wasm_headers})

set(wasm_flags --target=wasm32-wasi -std=c++20 -stdlib=libc++ -fno-exceptions -Os
  -Wall -Wextra -Wpedantic -Werror -DJSON_NOEXCEPTION -DSQLITE_HAS_CODEC -isystem ${wasm_headers})
set(wasm_objects "")
function(crosstalk_wasm_objects folder)  # then the layers it may include from
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cc)
  set(roots "")
  foreach(layer ${ARGN})
    list(APPEND roots -I${CMAKE_BINARY_DIR}/include/${layer})
  endforeach()
  foreach(source ${sources})
    file(RELATIVE_PATH name ${CMAKE_SOURCE_DIR} ${source})
    set(object ${CMAKE_BINARY_DIR}/wasm32/${name}.o)
    get_filename_component(object_folder ${object} DIRECTORY)
    file(MAKE_DIRECTORY ${object_folder})
    add_custom_command(OUTPUT ${object}
      COMMAND ${CMAKE_CXX_COMPILER_LAUNCHER} ${CROSSTALK_WASM_CXX} ${wasm_flags} ${roots}
              -MD -MF ${object}.d -c ${source} -o ${object}
      DEPENDS ${source} DEPFILE ${object}.d
      COMMENT "wasm32: ${name}" VERBATIM)
    list(APPEND wasm_objects ${object})
  endforeach()
  set(wasm_objects ${wasm_objects} PARENT_SCOPE)
endfunction()
crosstalk_wasm_objects(storage storage)
crosstalk_wasm_objects(sync storage sync)
crosstalk_wasm_objects(client/model storage sync client)
add_custom_target(wasm-check DEPENDS ${wasm_objects})
