#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "client/window/accessible/tree.h"
#include "client/window/asked.h"
#include "client/window/key_stroke.h"

namespace crosstalk {

/// The seam between the window and who tells assistive technology what it shows.
class AccessiblePort {
 public:
  virtual ~AccessiblePort() = default;

  /// The window has shown its first frame: only now is there time to look who listens.
  virtual void begin() = 0;
  /// Somebody listens; until then no tree is made.
  virtual bool listening() const = 0;
  /// What the window shows now. Called only while `listening`, and only when something changed.
  virtual void show(AccessibleTree tree) = 0;
  /// What was asked since the last call. After each `Platform::wake` that the port makes.
  virtual std::vector<AccessibleAsk> take_asks() = 0;
  /// A key, before the window is told of it. True: assistive technology keeps it for itself. Waits
  /// for its answer, but not for long.
  virtual bool key(const KeyStroke& stroke) = 0;
  /// The frame after `take_asks` is drawn, and what it changed was shown.
  virtual void answered() = 0;
};

/// Through ATK and its bridge to AT-SPI, on a thread of its own. `wake` is called from that thread.
/// Without a desktop's session bus it does nothing.
std::unique_ptr<AccessiblePort> open_atk_port(std::function<void()> wake);

}  // namespace crosstalk
