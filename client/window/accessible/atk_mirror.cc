#include "client/window/accessible/atk_mirror.h"

#include <utility>

#include "client/window/code_points.h"

namespace crosstalk {
namespace {

guint whole(std::size_t number) { return static_cast<guint>(number); }

void tell_bounds(AtkObject* object, const AccessibleBounds& bounds) {
  if (!ATK_IS_COMPONENT(object)) return;
  AtkRectangle place{bounds.x, bounds.y, bounds.width, bounds.height};
  g_signal_emit_by_name(object, "bounds-changed", &place);
}

}  // namespace

AtkMirror::AtkMirror(Ask ask) : ask_(std::move(ask)) {}

AtkMirror::~AtkMirror() {
  for (const auto& [key, object] : objects_) {
    cut_off(object);
    g_object_unref(object);
  }
}

AtkObject* AtkMirror::root() { return object(kApplicationKey); }

const AccessibleNode* AtkMirror::node(AccessibleKey key) const {
  const auto found = at_.find(key);
  return found == at_.end() ? nullptr : &tree_.nodes[found->second];
}

AtkObject* AtkMirror::known(AccessibleKey key) const {
  const auto found = objects_.find(key);
  return found == objects_.end() ? nullptr : found->second;
}

AtkObject* AtkMirror::object(AccessibleKey key) {
  if (AtkObject* const there = known(key)) return there;
  const AccessibleNode* const of = node(key);
  if (of == nullptr && key != kApplicationKey) return nullptr;
  const AccessibleRole role = of != nullptr ? of->role : AccessibleRole::window;
  return objects_[key] = make_atk_object(*this, key, role);
}

void AtkMirror::index() {
  at_.clear();
  for (std::size_t i = 0; i < tree_.nodes.size(); ++i) at_[tree_.nodes[i].key] = i;
}

void AtkMirror::show(AccessibleTree tree) {
  const std::vector<AccessibleChange> changes = changes_between(tree_, tree);
  tree_ = std::move(tree);
  index();
  // Who asks meanwhile must not be given an object of a thing that is gone or has become another.
  std::vector<AtkObject*> gone;
  for (const AccessibleChange& change : changes) {
    if (change.kind != AccessibleChangeKind::removed) break;
    AtkObject* const object = known(change.key);
    if (object == nullptr) continue;
    objects_.erase(change.key);
    cut_off(object);
    gone.push_back(object);
    if (AtkObject* const parent = change.key == kWindowKey ? root() : known(change.parent)) {
      g_signal_emit_by_name(parent, "children-changed::remove", whole(change.index), object);
    }
  }
  for (const AccessibleChange& change : changes) tell(change);
  for (AtkObject* const object : gone) {
    atk_object_notify_state_change(object, ATK_STATE_DEFUNCT, TRUE);
    g_object_unref(object);
  }
}

void AtkMirror::tell(const AccessibleChange& change) {
  using Kind = AccessibleChangeKind;
  AtkObject* const object = known(change.key);
  switch (change.kind) {
    case Kind::removed:
      return;  // told before
    case Kind::added:
      return tell_added(change);
    case Kind::spoken:
      return tell_spoken(change);
    case Kind::window_active:
      return tell_window_active();
    case Kind::name:
      if (object != nullptr) g_object_notify(G_OBJECT(object), "accessible-name");
      return;
    case Kind::description:
      if (object != nullptr) g_object_notify(G_OBJECT(object), "accessible-description");
      return;
    case Kind::bounds:
      if (object != nullptr) tell_bounds(object, node(change.key)->bounds);
      return;
    case Kind::part:
      if (object != nullptr) {
        const double part = static_cast<double>(node(change.key)->part.value_or(0));
        g_signal_emit_by_name(object, "value-changed", part, node(change.key)->description.c_str());
      }
      return;
    case Kind::text_removed:
    case Kind::text_inserted:
    case Kind::caret:
    case Kind::selection:
      if (object != nullptr) tell_text(change, object);
      return;
    case Kind::focused:
      // The keyboard is told of also where nobody has looked yet.
      return tell_state(change, this->object(change.key));
    case Kind::checked:
    case Kind::chosen:
    case Kind::off:
    case Kind::pressed:
    case Kind::showing:
      if (object != nullptr) tell_state(change, object);
      return;
  }
}

void AtkMirror::tell_state(const AccessibleChange& change, AtkObject* object) {
  using Kind = AccessibleChangeKind;
  const AccessibleStates& is = node(change.key)->states;
  const auto say = [&](AtkStateType state, bool holds) {
    atk_object_notify_state_change(object, state, holds ? TRUE : FALSE);
  };
  if (change.kind == Kind::focused) say(ATK_STATE_FOCUSED, is.focused);
  if (change.kind == Kind::checked) say(ATK_STATE_CHECKED, is.checked);
  if (change.kind == Kind::chosen) say(ATK_STATE_SELECTED, is.chosen);
  if (change.kind == Kind::pressed) say(ATK_STATE_PRESSED, is.pressed);
  if (change.kind == Kind::showing) say(ATK_STATE_SHOWING, is.showing);
  if (change.kind == Kind::off) {
    say(ATK_STATE_ENABLED, !is.off);
    say(ATK_STATE_SENSITIVE, !is.off);
  }
}

void AtkMirror::tell_text(const AccessibleChange& change, AtkObject* object) {
  using Kind = AccessibleChangeKind;
  const auto begin = static_cast<gint>(change.begin);
  const auto length = static_cast<gint>(change.words.size());
  if (change.kind == Kind::text_removed) {
    g_signal_emit_by_name(object, "text-remove", begin, length, utf8_of(change.words).c_str());
  } else if (change.kind == Kind::text_inserted) {
    g_signal_emit_by_name(object, "text-insert", begin, length, utf8_of(change.words).c_str());
  } else if (change.kind == Kind::caret) {
    const auto caret = static_cast<gint>(node(change.key)->text->caret);
    g_signal_emit_by_name(object, "text-caret-moved", caret);
  } else {
    g_signal_emit_by_name(object, "text-selection-changed");
  }
}

void AtkMirror::tell_added(const AccessibleChange& change) {
  const bool window = change.key == kWindowKey;
  AtkObject* const parent = window ? root() : known(change.parent);
  if (parent == nullptr) return;  // nobody has looked there
  AtkObject* const child = object(change.key);
  g_signal_emit_by_name(parent, "children-changed::add", whole(change.index), child);
  if (!window) return;
  g_signal_emit_by_name(child, "create");
}

void AtkMirror::tell_window_active() {
  AtkObject* const window = object(kWindowKey);
  if (window == nullptr) return;
  const gboolean active = tree_.active ? TRUE : FALSE;
  atk_object_notify_state_change(window, ATK_STATE_ACTIVE, active);
  g_signal_emit_by_name(window, tree_.active ? "activate" : "deactivate");
}

// Two ways, for what readers listen to differs by their age: a notice that shows, and a text to
// be said.
void AtkMirror::tell_spoken(const AccessibleChange& change) {
  AtkObject* const notice = object(change.key);
  if (notice == nullptr) return;
  atk_object_notify_state_change(notice, ATK_STATE_SHOWING, TRUE);
  if (g_signal_lookup("announcement", ATK_TYPE_OBJECT) != 0) {
    g_signal_emit_by_name(notice, "announcement", utf8_of(change.words).c_str());
  }
}

}  // namespace crosstalk
