// The types of ATK's objects: what each answers, read from the mirror's tree.

#include <algorithm>
#include <array>
#include <utility>

#include "client/window/accessible/atk_mirror.h"

namespace crosstalk {
namespace {

// C's way of a class: the first member is what it derives from.
struct Object {
  AtkObject parent;
  AtkMirror* mirror;  // null: defunct
  AccessibleKey key;
};
struct ObjectClass {
  AtkObjectClass parent;
};

Object* own(gpointer object) { return static_cast<Object*>(object); }

AtkRole atk_role(AccessibleRole role, const AccessibleNode& node) {
  switch (role) {
    case AccessibleRole::window:
      return ATK_ROLE_FRAME;
    case AccessibleRole::area:
      return ATK_ROLE_PANEL;
    case AccessibleRole::list:
      return ATK_ROLE_LIST;
    case AccessibleRole::tabs:
      return ATK_ROLE_PAGE_TAB_LIST;
    case AccessibleRole::dialog:
      return ATK_ROLE_DIALOG;
    case AccessibleRole::menu:
      return ATK_ROLE_POPUP_MENU;
    case AccessibleRole::menu_item:
      return ATK_ROLE_MENU_ITEM;
    case AccessibleRole::text:
      return ATK_ROLE_LABEL;
    case AccessibleRole::heading:
      return ATK_ROLE_HEADING;
    case AccessibleRole::button:
      return ATK_ROLE_PUSH_BUTTON;
    case AccessibleRole::checkbox:
      return ATK_ROLE_CHECK_BOX;
    case AccessibleRole::toggle:
      return ATK_ROLE_TOGGLE_BUTTON;
    case AccessibleRole::edit:
      return node.text && node.text->single_line ? ATK_ROLE_ENTRY : ATK_ROLE_TEXT;
    case AccessibleRole::secret:
      return ATK_ROLE_PASSWORD_TEXT;
    case AccessibleRole::row:
      return ATK_ROLE_LIST_ITEM;
    case AccessibleRole::tab:
      return ATK_ROLE_PAGE_TAB;
    case AccessibleRole::notice:
      return ATK_ROLE_NOTIFICATION;
    case AccessibleRole::image:
      return ATK_ROLE_IMAGE;
    case AccessibleRole::link:
      return ATK_ROLE_LINK;
    case AccessibleRole::meter:
      return ATK_ROLE_LEVEL_BAR;
  }
  return ATK_ROLE_UNKNOWN;
}

const gchar* get_name(AtkObject* object) {
  if (own(object)->key == kApplicationKey) return "Crosstalk";
  const AccessibleNode* const node = seen(object).node;
  return node != nullptr ? node->name.c_str() : "";
}

const gchar* get_description(AtkObject* object) {
  const AccessibleNode* const node = seen(object).node;
  return node != nullptr ? node->description.c_str() : "";
}

AtkRole get_role(AtkObject* object) {
  if (own(object)->key == kApplicationKey) return ATK_ROLE_APPLICATION;
  const AccessibleNode* const node = seen(object).node;
  return node != nullptr ? atk_role(node->role, *node) : ATK_ROLE_INVALID;
}

AtkObject* get_parent(AtkObject* object) {
  const auto [mirror, node] = seen(object);
  if (node == nullptr) return nullptr;
  return node->key == kWindowKey ? mirror->root() : mirror->object(node->parent);
}

gint get_n_children(AtkObject* object) {
  const Object& self = *own(object);
  if (self.mirror == nullptr) return 0;
  if (self.key == kApplicationKey) return self.mirror->node(kWindowKey) != nullptr ? 1 : 0;
  const AccessibleNode* const node = self.mirror->node(self.key);
  return node != nullptr ? static_cast<gint>(node->children.size()) : 0;
}

AtkObject* ref_child(AtkObject* object, gint index) {
  if (index < 0 || index >= get_n_children(object)) return nullptr;
  const Object& self = *own(object);
  const bool top = self.key == kApplicationKey;
  const auto at = static_cast<std::size_t>(index);
  const AccessibleKey key = top ? kWindowKey : self.mirror->node(self.key)->children[at];
  AtkObject* const child = self.mirror->object(key);
  if (child != nullptr) g_object_ref(child);
  return child;
}

gint get_index_in_parent(AtkObject* object) {
  const auto [mirror, node] = seen(object);
  if (node == nullptr) return -1;
  if (node->key == kWindowKey) return 0;
  const AccessibleNode* const parent = mirror->node(node->parent);
  if (parent == nullptr) return -1;
  const auto& siblings = parent->children;
  const auto found = std::find(siblings.begin(), siblings.end(), node->key);
  return found == siblings.end() ? -1 : static_cast<gint>(found - siblings.begin());
}

void add_text_states(const AccessibleText& text, bool off, AtkStateSet* states) {
  atk_state_set_add_state(states, ATK_STATE_SELECTABLE_TEXT);
  atk_state_set_add_state(states, text.single_line ? ATK_STATE_SINGLE_LINE : ATK_STATE_MULTI_LINE);
  if (!text.read_only && !off) atk_state_set_add_state(states, ATK_STATE_EDITABLE);
  if (text.read_only) atk_state_set_add_state(states, ATK_STATE_READ_ONLY);
}

void add_role_states(const AccessibleNode& node, AtkStateSet* states) {
  const AccessibleRole role = node.role;
  const bool toggled = role == AccessibleRole::checkbox || role == AccessibleRole::toggle;
  const bool chosen = role == AccessibleRole::row || role == AccessibleRole::tab;
  const std::pair<bool, AtkStateType> all[] = {
      {toggled, ATK_STATE_CHECKABLE},
      {node.states.checked, ATK_STATE_CHECKED},
      {chosen, ATK_STATE_SELECTABLE},
      {node.states.chosen, chosen ? ATK_STATE_SELECTED : ATK_STATE_CHECKED},
      {role == AccessibleRole::dialog, ATK_STATE_MODAL},
  };
  for (const auto& [holds, state] : all) {
    if (holds) atk_state_set_add_state(states, state);
  }
}

AtkStateSet* ref_state_set(AtkObject* object) {
  AtkStateSet* const states = atk_state_set_new();
  if (own(object)->key == kApplicationKey) return states;
  const auto [mirror, node] = seen(object);
  if (node == nullptr) {
    atk_state_set_add_state(states, ATK_STATE_DEFUNCT);
    return states;
  }
  const AccessibleStates& is = node->states;
  const bool can_focus = can_have_keyboard(node->role) && !is.off;
  const bool window = node->key == kWindowKey;
  const std::pair<bool, AtkStateType> all[] = {
      {!is.off, ATK_STATE_ENABLED},
      {!is.off, ATK_STATE_SENSITIVE},
      {true, ATK_STATE_VISIBLE},
      {is.showing, ATK_STATE_SHOWING},
      {can_focus, ATK_STATE_FOCUSABLE},
      {is.focused, ATK_STATE_FOCUSED},
      {is.pressed, ATK_STATE_PRESSED},
      {window, ATK_STATE_RESIZABLE},
      {window && mirror->tree().active, ATK_STATE_ACTIVE},
  };
  for (const auto& [holds, state] : all) {
    if (holds) atk_state_set_add_state(states, state);
  }
  add_role_states(*node, states);
  if (node->text) add_text_states(*node->text, is.off, states);
  return states;
}

// --- Component: where it is.

void get_extents(AtkComponent* component, gint* x, gint* y, gint* width, gint* height,
                 AtkCoordType from) {
  const auto [mirror, node] = seen(component);
  const AccessibleBounds bounds = node != nullptr ? node->bounds : AccessibleBounds{-1, -1, -1, -1};
  int left = 0;
  int top = 0;
  if (node != nullptr && from == ATK_XY_SCREEN) {
    left = mirror->tree().x;
    top = mirror->tree().y;
  } else if (node != nullptr && from == ATK_XY_PARENT && node->key != kWindowKey) {
    if (const AccessibleNode* const parent = mirror->node(node->parent)) {
      left = -parent->bounds.x;
      top = -parent->bounds.y;
    }
  }
  if (x != nullptr) *x = bounds.x + left;
  if (y != nullptr) *y = bounds.y + top;
  if (width != nullptr) *width = bounds.width;
  if (height != nullptr) *height = bounds.height;
}

// The last that was drawn there lies on top.
AtkObject* ref_accessible_at_point(AtkComponent* component, gint x, gint y, AtkCoordType from) {
  const auto [mirror, node] = seen(component);
  if (node == nullptr) return nullptr;
  if (from == ATK_XY_SCREEN) {
    x -= mirror->tree().x;
    y -= mirror->tree().y;
  } else if (from == ATK_XY_PARENT) {
    if (const AccessibleNode* const parent = mirror->node(node->parent)) {
      x += parent->bounds.x;
      y += parent->bounds.y;
    }
  }
  const AccessibleNode* deepest = node->bounds.contains(x, y) ? node : nullptr;
  for (bool deeper = deepest != nullptr; deeper;) {
    deeper = false;
    const auto& children = deepest->children;
    for (auto key = children.rbegin(); key != children.rend() && !deeper; ++key) {
      const AccessibleNode* const child = mirror->node(*key);
      if (child == nullptr || !child->states.showing || !child->bounds.contains(x, y)) continue;
      deepest = child;
      deeper = true;
    }
  }
  AtkObject* const found = deepest != nullptr ? mirror->object(deepest->key) : nullptr;
  if (found != nullptr) g_object_ref(found);
  return found;
}

gboolean grab_focus(AtkComponent* component) {
  const auto [mirror, node] = seen(component);
  if (node == nullptr || !can_have_keyboard(node->role) || node->states.off) return FALSE;
  mirror->ask({.kind = AskKind::focus, .item = item_of(node->key)});
  return TRUE;
}

void fill_component(gpointer interface, gpointer) {
  auto* const component = static_cast<AtkComponentIface*>(interface);
  component->get_extents = get_extents;
  component->ref_accessible_at_point = ref_accessible_at_point;
  component->grab_focus = grab_focus;
}

// --- Action: the one thing that can be done with it.

gint get_n_actions(AtkAction* action) { return seen(action).node != nullptr ? 1 : 0; }

gboolean do_action(AtkAction* action, gint index) {
  const auto [mirror, node] = seen(action);
  if (node == nullptr || index != 0 || node->states.off) return FALSE;
  mirror->ask({.kind = AskKind::press, .item = item_of(node->key)});
  return TRUE;
}

const gchar* get_action_name(AtkAction* action, gint index) {
  const AccessibleNode* const node = seen(action).node;
  if (node == nullptr || index != 0) return nullptr;
  if (node->text) return "activate";
  const bool toggled =
      node->role == AccessibleRole::checkbox || node->role == AccessibleRole::toggle;
  return toggled ? "toggle" : "press";
}

void fill_action(gpointer interface, gpointer) {
  auto* const action = static_cast<AtkActionIface*>(interface);
  action->get_n_actions = get_n_actions;
  action->do_action = do_action;
  action->get_name = get_action_name;
}

// --- Value: how full a meter is.

void get_value_and_text(AtkValue* value, gdouble* number, gchar** text) {
  const AccessibleNode* const node = seen(value).node;
  if (number != nullptr) {
    *number = node != nullptr ? static_cast<double>(node->part.value_or(0)) : 0;
  }
  if (text != nullptr) *text = node != nullptr ? g_strdup(node->description.c_str()) : nullptr;
}

AtkRange* get_range(AtkValue*) { return atk_range_new(0, 1, nullptr); }

void fill_value(gpointer interface, gpointer) {
  auto* const value = static_cast<AtkValueIface*>(interface);
  value->get_value_and_text = get_value_and_text;
  value->get_range = get_range;
}

// --- The types.

void fill_class(gpointer type_class, gpointer) {
  auto* const object = static_cast<AtkObjectClass*>(type_class);
  object->get_name = get_name;
  object->get_description = get_description;
  object->get_role = get_role;
  object->get_parent = get_parent;
  object->get_n_children = get_n_children;
  object->ref_child = ref_child;
  object->get_index_in_parent = get_index_in_parent;
  object->ref_state_set = ref_state_set;
}

struct Can {
  GType interface;
  GInterfaceInitFunc fill;
};

GType make_type(const char* name, std::initializer_list<Can> interfaces) {
  GTypeInfo info{};
  info.class_size = sizeof(ObjectClass);
  info.class_init = fill_class;
  info.instance_size = sizeof(Object);
  const GType type = g_type_register_static(ATK_TYPE_OBJECT, name, &info, GTypeFlags{});
  for (const Can& can : interfaces) {
    const GInterfaceInfo one{can.fill, nullptr, nullptr};
    g_type_add_interface_static(type, can.interface, &one);
  }
  return type;
}

// GObject's types are for the process and are never taken back.
GType type_for(AccessibleKey key, AccessibleRole role) {
  const Can component{ATK_TYPE_COMPONENT, fill_component};
  const Can action{ATK_TYPE_ACTION, fill_action};
  const Can text{ATK_TYPE_TEXT, fill_text};
  static const GType application = make_type("CrosstalkApplication", {});
  static const GType window = make_type("CrosstalkWindow", {component, {ATK_TYPE_WINDOW, nullptr}});
  static const GType plain = make_type("CrosstalkPart", {component});
  static const GType pressed = make_type("CrosstalkPressed", {component, action});
  static const GType words = make_type("CrosstalkWords", {component, text});
  static const GType written = make_type(
      "CrosstalkWritten", {component, action, text, {ATK_TYPE_EDITABLE_TEXT, fill_editable_text}});
  static const GType meter = make_type("CrosstalkMeter", {component, {ATK_TYPE_VALUE, fill_value}});
  if (key == kApplicationKey) return application;
  switch (role) {
    case AccessibleRole::window:
      return window;
    case AccessibleRole::area:
    case AccessibleRole::list:
    case AccessibleRole::tabs:
    case AccessibleRole::dialog:
    case AccessibleRole::menu:
    case AccessibleRole::image:
      return plain;
    case AccessibleRole::text:
    case AccessibleRole::heading:
    case AccessibleRole::notice:
      return words;
    case AccessibleRole::edit:
    case AccessibleRole::secret:
      return written;
    case AccessibleRole::meter:
      return meter;
    case AccessibleRole::menu_item:
    case AccessibleRole::button:
    case AccessibleRole::checkbox:
    case AccessibleRole::toggle:
    case AccessibleRole::row:
    case AccessibleRole::tab:
    case AccessibleRole::link:
      return pressed;
  }
  return plain;
}

}  // namespace

AtkObject* make_atk_object(AtkMirror& mirror, AccessibleKey key, AccessibleRole role) {
  gpointer const made = g_object_new(type_for(key, role), nullptr);
  own(made)->mirror = &mirror;
  own(made)->key = key;
  return static_cast<AtkObject*>(made);
}

void cut_off(AtkObject* object) { own(object)->mirror = nullptr; }

AtkSeen seen(gpointer object) {
  const Object& self = *own(object);
  if (self.mirror == nullptr) return {};
  const AccessibleNode* const node = self.mirror->node(self.key);
  if (node == nullptr) return {};
  return {self.mirror, node};
}

}  // namespace crosstalk
