#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"

struct ImGuiWindow;

namespace crosstalk {

enum class Role {
  unknown,
  text,
  button,
  checkbox,
  chip,
  edit,
  row,
  tab,
  dialog,
  alert,
  image,
  link,
  heading,
  meter
};

/// What a window is in which things are drawn.
enum class AreaKind { plain, dialog, menu };

/// Where the caret and the selection of an editor or a field stand, in code points.
struct ReportedText {
  std::size_t caret = 0, selection_begin = 0, selection_end = 0;
  std::size_t size = 0;  ///< of the text, also where it is secret and its value empty
  bool read_only = false, single_line = false, secret = false;
  std::vector<std::size_t> row_begins;  ///< where the wrapped rows begin
};

/// One thing on the screen, as assistive technology and tests see it.
struct ReportedItem {
  ImGuiID id = 0;
  std::string area;  ///< name of the window part it is in
  ImGuiID area_id = 0;
  ImGuiID root_id = 0;  ///< the window, dialog or menu that this part is in
  AreaKind root_kind = AreaKind::plain;
  ImVec4 area_rect{};
  std::string label;                 ///< visible words
  std::string name;                  ///< stable name after "###"; the words where there is none
  std::string value;                 ///< text of an editor or field, state of a row
  std::string detail;                ///< what stands below the words, such as where and when
  std::optional<ReportedText> text;  ///< of an editor or a field
  float part = 0;                    ///< how full a meter is, 0 to 1
  std::string marked;                ///< its words that a search found, ", " between
  Role role = Role::unknown;
  ImVec4 rect{};    ///< x0, y0, x1, y1 in device pixels
  ImVec4 struck{};  ///< what of it answers to a finger: may be more than is drawn
  ImVec4 clip{};    ///< what of the window can be seen there
  bool visible = false;
  bool checked = false;
  bool off = false;
  bool read_only = false;  ///< an editor whose text can be read and selected, not changed
  bool focused = false;
  bool active = false;  ///< being typed in or pressed
};

/// What was on the screen in the last finished frame. Filled only while `enable_item_report` is on,
/// for it costs strings. The four hooks that ImGui calls when it is built with
/// IMGUI_ENABLE_TEST_ENGINE are in item_report.cc; they feed it. One per process, as ImGui's hooks
/// are; window thread only.
void enable_item_report(bool on);
bool item_report_enabled();
/// Called by the window around each frame.
void begin_item_report();
void end_item_report();
const std::vector<ReportedItem>& reported_items();

/// By stable name, else by visible words; `occurrence` counts from 0. Null when there is none.
const ReportedItem* find_item(std::string_view name_or_label, int occurrence = 0);
/// One line an item: role, words, name, place, state.
std::string item_tree();

/// The name that its code gave a part of the window.
std::string area_of(const ImGuiWindow& window);
/// The part that a toast is drawn in, above the others.
inline constexpr std::string_view kToastArea = "toast";

/// Called by widgets after ImGui::ItemAdd: what a thing is. Cheap when the report is off.
void report_item(ImGuiID id, std::string_view label, Role role, bool checked = false,
                 std::string_view value = {}, std::string_view detail = {});
/// After `report_item`, for what can be written in.
void report_text(ImGuiID id, ReportedText text);
/// After `report_item`, for a meter.
void report_part(ImGuiID id, float part);
/// Its text can be selected and not changed. After `report_item`.
void report_read_only(ImGuiID id);
/// Which words of the thing that was added last a search has marked.
void report_marked(std::string_view words);

}  // namespace crosstalk
