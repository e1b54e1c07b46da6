#pragma once

#include <atk/atk.h>

#include <functional>
#include <unordered_map>

#include "client/window/accessible/tree.h"
#include "client/window/asked.h"

namespace crosstalk {

/// The tree as ATK's objects, which its bridge shows on the accessibility bus. An object lives from
/// when it is first asked for until its thing leaves the screen; who still holds it then finds it
/// defunct. All of it, objects included, belongs to one thread.
class AtkMirror {
 public:
  /// `ask` is called for what is to be done; whether it is done shows in a later tree.
  using Ask = std::function<void(AccessibleAsk)>;
  explicit AtkMirror(Ask ask);
  ~AtkMirror();
  AtkMirror(const AtkMirror&) = delete;
  AtkMirror& operator=(const AtkMirror&) = delete;

  /// The application, of which the window is the only child. Owned here.
  AtkObject* root();
  /// Takes the next tree and tells what changed.
  void show(AccessibleTree tree);

  const AccessibleTree& tree() const { return tree_; }
  /// Null when it is not on the screen.
  const AccessibleNode* node(AccessibleKey key) const;
  /// Made when it is not there yet; null when there is no such node. Owned here.
  AtkObject* object(AccessibleKey key);
  /// Null when nobody has asked for it.
  AtkObject* known(AccessibleKey key) const;
  void ask(AccessibleAsk what) { ask_(std::move(what)); }

 private:
  void index();
  void tell(const AccessibleChange& change);
  void tell_state(const AccessibleChange& change, AtkObject* object);
  void tell_text(const AccessibleChange& change, AtkObject* object);
  void tell_added(const AccessibleChange& change);
  void tell_spoken(const AccessibleChange& change);
  void tell_window_active();

  Ask ask_;
  AccessibleTree tree_;
  std::unordered_map<AccessibleKey, std::size_t> at_;
  std::unordered_map<AccessibleKey, AtkObject*> objects_;
};

/// The key of the application, above the window.
inline constexpr AccessibleKey kApplicationKey = 0;

/// A new object of the type that has what the node can do. One reference, the caller's.
AtkObject* make_atk_object(AtkMirror& mirror, AccessibleKey key, AccessibleRole role);
/// From now on it is defunct.
void cut_off(AtkObject* object);

/// What an ATK object stands for; both null when it is defunct.
struct AtkSeen {
  AtkMirror* mirror = nullptr;
  const AccessibleNode* node = nullptr;
};
AtkSeen seen(gpointer object);

// Text and its editing, which have a file of their own (atk_text.cc).
void fill_text(gpointer interface, gpointer);
void fill_editable_text(gpointer interface, gpointer);

}  // namespace crosstalk
