#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "client/app/file_jobs.h"
#include "client/app/heard_finder.h"
#include "client/app/sync_port.h"
#include "client/app/writer.h"
#include "client/model/actions.h"
#include "client/model/dates.h"
#include "client/model/preferences.h"
#include "client/model/strings.h"
#include "client/window/dialog.h"
#include "client/window/screens/capture_screen.h"
#include "storage/queries.h"
#include "storage/vocabulary.h"

namespace crosstalk {

class Finder;

enum class Place { write, timeline, actions, messages, settings };

/// What the screens are given to work with; all of it outlives them.
struct DeskParts {
  Store& store;  // read only, of the window thread
  Writer& writer;
  SyncPort& sync;
  FilePort& files;
  HeardFinder& heard;
  Zone zone = no_offset;
  Strings strings;
  std::string folder, key_source;
  std::string file_folder;  // where "Save it as a file" puts it
  std::string version;      // of the program
  /// Called before the window closes: it is to be opened again on this folder, another person's.
  std::function<void(const std::string&)> open_folder;
  std::optional<Error> problem;  // why another folder could not be opened
  std::string
      device_name;  // what a coordinator's list calls this device, unless the person says otherwise
  bool welcomes = false;     // shows the first steps where nothing was ever written
  Finder* finder = nullptr;  // looks for notes off this thread; null: on it
};

/// What all screens share: the store to read from, the writer, what was last read, the toast and
/// its undo. Window thread.
class Desk {
 public:
  using Done = std::function<void(const Result<std::vector<Uuid>>&)>;

  explicit Desk(DeskParts parts);

  const DeskParts parts;
  Strings strings;  // in the language in use; assigned anew when the person chooses another
  Preferences preferences;
  Vocabulary vocabulary;
  std::vector<ActionView> actions;
  std::vector<std::string> people;  // names that each stand for one member of the space
  std::int64_t notes = 0;           // on this device, without the bin
  std::uint64_t data = 1;           // grows whenever what the store holds may have changed
  Place place = Place::write;
  std::optional<FailureView> failure;  // the last change that could not be saved or read
  ToastState toast;

  Instant now() const { return parts.store.clock().wall(); }
  Day today() const { return day_of(now(), parts.zone); }
  ComposeLookups lookups() const { return lookups_of(parts.store); }

  /// Posts a job; `done` is called on the window thread when the writer has answered.
  void write(WriteJob job, Done done = {});
  /// Saves, and says so in a toast; `undo` is the save that takes it back (no edits: it cannot be).
  void change(Save save, std::string words, Icon icon, Save undo = {});
  /// The save that puts every field of `save` back to what it is now; no edits where that cannot be
  /// read.
  Save undo_of(const Save& save) const;
  void keep_preferences(const Preferences& changed);
  /// From the next frame on everything is said in this language.
  void speak(std::string_view language);
  /// Shows a toast at the next frame; `undo` is called when the person takes it back.
  void say(std::string words, Icon icon, std::function<void()> undo = {});
  bool can_undo() const { return toast.shown_s >= 0 && static_cast<bool>(undo_); }
  void undo();

  /// Hands out the writer's answers. True when anything came.
  bool take_answers();
  /// Something was written by another connection or process.
  void data_changed();
  /// Reads again what all screens share, if the data changed since.
  void refresh();
  /// Shows what was said since the last frame, within `room`.
  void draw_toast(Ui& ui, Rect room);

  void fail(const Error& error, TextKey title, TextKey kept);
  /// Writes a small text, and says where; a failure stands above the screen.
  void save_as_file(const std::string& path, const std::string& text);

 private:
  std::map<std::uint64_t, Done> waiting_;
  std::uint64_t read_data_ = 0;
  std::function<void()> undo_;
  std::optional<std::string> toast_words_;
  Icon toast_icon_ = Icon::none;
};

/// A save of one field of one record.
Save save_of(const Uuid& record, std::string_view kind, const std::string& field, Json value);

}  // namespace crosstalk
