#include "client/window/item_report.h"

#include <cstdio>
#include <unordered_map>
#include <utility>

#include "client/window/ui.h"
#include "imgui_internal.h"

namespace crosstalk {
namespace {

// The hooks are plain functions without an owner, so what they fill has to be one for the process.
struct Report {
  bool enabled = false;
  std::vector<ReportedItem> building;
  std::unordered_map<ImGuiID, std::size_t> place;
  std::vector<ReportedItem> finished;
};

Report& report() {
  static Report one;
  return one;
}

AreaKind kind_of(const ImGuiWindow& window) {
  if ((window.Flags & ImGuiWindowFlags_Modal) != 0) return AreaKind::dialog;
  return (window.Flags & ImGuiWindowFlags_Popup) != 0 ? AreaKind::menu : AreaKind::plain;
}

const char* role_name(Role role) {
  switch (role) {
    case Role::unknown:
      return "item";
    case Role::text:
      return "text";
    case Role::button:
      return "button";
    case Role::checkbox:
      return "checkbox";
    case Role::chip:
      return "chip";
    case Role::edit:
      return "edit";
    case Role::row:
      return "row";
    case Role::tab:
      return "tab";
    case Role::dialog:
      return "dialog";
    case Role::alert:
      return "alert";
    case Role::image:
      return "image";
    case Role::link:
      return "link";
    case Role::heading:
      return "heading";
    case Role::meter:
      return "meter";
  }
  return "item";
}

}  // namespace

// A child window is named "parent/name_0123ABCD": the part that its code gave it.
std::string area_of(const ImGuiWindow& window) {
  std::string name(window.Name);
  const auto slash = name.rfind('/');
  if (slash == std::string::npos) return name;
  name.erase(0, slash + 1);
  const auto mark = name.rfind('_');
  return mark == std::string::npos ? name : name.substr(0, mark);
}

void note_item(ImGuiContext& g, ImGuiID id, const ImRect& box, const ImGuiLastItemData* data) {
  Report& r = report();
  if (!r.enabled || id == 0 || g.CurrentWindow == nullptr) return;
  const auto [at, fresh] = r.place.try_emplace(id, r.building.size());
  if (fresh) r.building.emplace_back();
  ReportedItem& item = r.building[at->second];
  const ImGuiWindow& window = *g.CurrentWindow;
  item.id = id;
  item.area = area_of(window);
  item.area_id = window.ID;
  const ImGuiWindow& root = window.RootWindow != nullptr ? *window.RootWindow : window;
  item.root_id = root.ID;
  item.root_kind = kind_of(root);
  item.area_rect = {window.Pos.x, window.Pos.y, window.Pos.x + window.Size.x,
                    window.Pos.y + window.Size.y};
  item.rect = {box.Min.x, box.Min.y, box.Max.x, box.Max.y};
  const ImRect struck = data != nullptr ? data->Rect : box;
  item.struck = {struck.Min.x, struck.Min.y, struck.Max.x, struck.Max.y};
  ImRect clip = box;
  clip.ClipWith(window.ClipRect);
  item.clip = {clip.Min.x, clip.Min.y, clip.Max.x, clip.Max.y};
  item.visible = box.Overlaps(window.ClipRect) && !window.Hidden;
  const ImGuiItemFlags flags = data != nullptr ? data->InFlags : g.CurrentItemFlags;
  item.off = (flags & ImGuiItemFlags_Disabled) != 0;
}

void enable_item_report(bool on) {
  report().enabled = on;
  if (ImGuiContext* g = ImGui::GetCurrentContext()) g->TestEngineHookItems = on;
}

bool item_report_enabled() { return report().enabled; }

void begin_item_report() {
  Report& r = report();
  if (!r.enabled) return;
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  r.building.clear();
  r.place.clear();
}

void end_item_report() {
  Report& r = report();
  if (!r.enabled) return;
  const ImGuiContext& g = *ImGui::GetCurrentContext();
  for (ReportedItem& item : r.building) {
    item.focused = item.id == g.NavId;
    item.active = item.id == g.ActiveId;
  }
  // What nobody described is a window's own part (its resize grip, its scroll bar).
  std::erase_if(r.building, [](const ReportedItem& item) {
    return item.role == Role::unknown && item.label.empty();
  });
  r.finished = std::move(r.building);
  r.building.clear();
  r.place.clear();
}

const std::vector<ReportedItem>& reported_items() { return report().finished; }

namespace {

// Null while nobody listens, and for what is no item of this frame.
ReportedItem* item_being_built(ImGuiID id) {
  Report& r = report();
  if (!r.enabled) return nullptr;
  const auto at = r.place.find(id);
  return at == r.place.end() ? nullptr : &r.building[at->second];
}

}  // namespace

void report_item(ImGuiID id, std::string_view label, Role role, bool checked,
                 std::string_view value, std::string_view detail) {
  ReportedItem* const found = item_being_built(id);
  if (found == nullptr) return;
  ReportedItem& item = *found;
  item.label = label_text(label);
  item.name = label_name(label);
  item.role = role;
  item.checked = checked;
  item.value = value;
  item.detail = detail;
}

void report_text(ImGuiID id, ReportedText text) {
  if (ReportedItem* const item = item_being_built(id)) item->text = std::move(text);
}

void report_part(ImGuiID id, float part) {
  if (ReportedItem* const item = item_being_built(id)) item->part = part;
}

void report_read_only(ImGuiID id) {
  Report& r = report();
  const auto at = r.enabled ? r.place.find(id) : r.place.end();
  if (at != r.place.end()) r.building[at->second].read_only = true;
}

void report_marked(std::string_view words) {
  Report& r = report();
  if (!r.enabled) return;
  const auto at = r.place.find(ImGui::GetItemID());
  if (at != r.place.end()) r.building[at->second].marked = words;
}

const ReportedItem* find_item(std::string_view name_or_label, int occurrence) {
  for (const bool by_name : {true, false}) {
    int seen = 0;
    for (const ReportedItem& item : report().finished) {
      const std::string& key = by_name ? item.name : item.label;
      if (key == name_or_label && seen++ == occurrence) return &item;
    }
  }
  return nullptr;
}

std::string item_tree() {
  std::string out;
  std::string area;
  for (const ReportedItem& item : report().finished) {
    if (item.area != area) {
      area = item.area;
      out += area + "\n";
    }
    char place[80];
    std::snprintf(place, sizeof place, " [%.0f,%.0f %.0fx%.0f]", item.rect.x, item.rect.y,
                  item.rect.z - item.rect.x, item.rect.w - item.rect.y);
    out += std::string("  ") + role_name(item.role) + " \"" + item.label + "\"";
    if (item.name != item.label) out += " ###" + item.name;
    out += place;
    if (!item.value.empty()) out += " = \"" + item.value.substr(0, 60) + "\"";
    if (!item.marked.empty()) out += " marked \"" + item.marked.substr(0, 60) + "\"";
    if (item.checked) out += " on";
    if (item.off) out += " off";
    if (item.focused) out += " focused";
    if (item.active) out += " active";
    if (!item.visible) out += " out-of-sight";
    out += "\n";
  }
  return out;
}

}  // namespace crosstalk

// What ImGui calls for each item when it is built with IMGUI_ENABLE_TEST_ENGINE.
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect& box,
                                 const ImGuiLastItemData* data) {
  crosstalk::note_item(*context, id, box, data);
}

// Our own widgets say what they are by `report_item`; ImGui's are not used.
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}

void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }
