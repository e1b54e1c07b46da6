# Dear ImGui, from the source that scripts/setup fetches and checks.

set(CROSSTALK_IMGUI_SOURCE ${CMAKE_SOURCE_DIR}/build/deps/imgui-1.90.1
  CACHE PATH "Source of Dear ImGui 1.90.1")
if(NOT EXISTS ${CROSSTALK_IMGUI_SOURCE}/imgui.cpp)
  message(FATAL_ERROR "No source of Dear ImGui in ${CROSSTALK_IMGUI_SOURCE}: run scripts/setup")
endif()

add_library(crosstalk_imgui STATIC
  ${CROSSTALK_IMGUI_SOURCE}/imgui.cpp
  ${CROSSTALK_IMGUI_SOURCE}/imgui_draw.cpp
  ${CROSSTALK_IMGUI_SOURCE}/imgui_tables.cpp
  ${CROSSTALK_IMGUI_SOURCE}/imgui_widgets.cpp
  ${CROSSTALK_IMGUI_SOURCE}/misc/freetype/imgui_freetype.cpp
  ${CROSSTALK_IMGUI_SOURCE}/backends/imgui_impl_sdl2.cpp
  ${CROSSTALK_IMGUI_SOURCE}/backends/imgui_impl_sdlrenderer2.cpp)
target_include_directories(crosstalk_imgui SYSTEM PUBLIC
  ${CROSSTALK_IMGUI_SOURCE}
  ${CROSSTALK_IMGUI_SOURCE}/misc/freetype
  ${CROSSTALK_IMGUI_SOURCE}/backends)
target_compile_options(crosstalk_imgui PRIVATE -w)
# These change the layout of ImGui's types, so every user must have them. With the test engine's
# hooks on, ImGui reports each widget to functions that client/window defines: screen tests find
# widgets by it, without a window.
target_compile_definitions(crosstalk_imgui PUBLIC
  IMGUI_USE_WCHAR32 IMGUI_ENABLE_FREETYPE IMGUI_ENABLE_TEST_ENGINE IMGUI_DISABLE_OBSOLETE_FUNCTIONS)
target_link_libraries(crosstalk_imgui PUBLIC PkgConfig::sdl2 PkgConfig::freetype2)
