# Targets that mirror the folders. A target sees only its own layer and those it links to: each
# layer has an include root of its own in the build tree that holds one link, named like the layer,
# to the layer's folder. With the repository's root as include path an include against the arrows
# client -> sync -> storage would compile.

foreach(layer storage sync client fonts tests)
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/include/${layer})
  file(CREATE_LINK ${CMAKE_SOURCE_DIR}/${layer} ${CMAKE_BINARY_DIR}/include/${layer}/${layer}
    SYMBOLIC)
endforeach()

# The slow headers, read once for each target (a source takes 40 % less time with them).
# -fpch-preprocess lets ccache see what a precompiled header stands for.
function(crosstalk_precompile target)
  target_precompile_headers(${target} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/common_headers.h ${ARGN})
  target_compile_options(${target} PRIVATE $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
endfunction()

# crosstalk_sources(OUT [RECURSE] FOLDERS f... [EXCEPT file...]): the .cc files of these folders, as
# absolute paths.
function(crosstalk_sources out)
  cmake_parse_arguments(PARSE_ARGV 1 arg "RECURSE" "" "FOLDERS;EXCEPT")
  set(mode GLOB)
  if(arg_RECURSE)
    set(mode GLOB_RECURSE)
  endif()
  set(found "")
  foreach(folder ${arg_FOLDERS})
    file(${mode} files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.cc)
    list(APPEND found ${files})
  endforeach()
  foreach(file ${arg_EXCEPT})
    list(REMOVE_ITEM found ${CMAKE_SOURCE_DIR}/${file})
  endforeach()
  set(${out} ${found} PARENT_SCOPE)
endfunction()

# crosstalk_layer(NAME ROOT layer FOLDERS f... [RECURSE] [NO_EXCEPTIONS] [EXCEPT file...] [LINKS
# t...] [DEFINES d...]): a static library. While its folders have no source it is an interface
# library, so that its users configure all the same.
function(crosstalk_layer name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "RECURSE;NO_EXCEPTIONS" "ROOT"
    "FOLDERS;EXCEPT;LINKS;DEFINES")
  set(recurse "")
  if(arg_RECURSE)
    set(recurse RECURSE)
  endif()
  crosstalk_sources(sources ${recurse} FOLDERS ${arg_FOLDERS} EXCEPT ${arg_EXCEPT})
  set(scope PUBLIC)
  if(sources)
    add_library(${name} STATIC ${sources})
    target_compile_options(${name} PRIVATE
      ${crosstalk_warnings} $<$<BOOL:${arg_NO_EXCEPTIONS}>:-fno-exceptions>)
    crosstalk_precompile(${name})
  else()
    add_library(${name} INTERFACE)
    set(scope INTERFACE)
  endif()
  target_include_directories(${name} ${scope} ${CMAKE_BINARY_DIR}/include/${arg_ROOT})
  target_link_libraries(${name} ${scope} ${arg_LINKS})
  target_compile_definitions(${name} ${scope} ${arg_DEFINES})
endfunction()

# crosstalk_binary(NAME MAIN file LINKS t...): one of the two programs, once its main exists.
function(crosstalk_binary name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "MAIN" "LINKS")
  file(GLOB main CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${arg_MAIN})
  if(NOT main)
    return()
  endif()
  add_executable(${name} ${main})
  target_compile_options(${name} PRIVATE ${crosstalk_warnings})
  target_link_libraries(${name} PRIVATE ${arg_LINKS})
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CROSSTALK_BIN_DIR})
endfunction()
