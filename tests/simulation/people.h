#pragma once

#include <optional>

#include "storage/store.h"
#include "tests/simulation/world.h"

namespace crosstalk::simulation {

/// What people do on their devices, at random: also what the hub will not allow them.
class People {
 public:
  explicit People(World& world) : world_(world) {}
  /// Something new: a note, perhaps with a message and an action; a comment; an action.
  void write(Device& device);
  /// Something that was there, whoever wrote it.
  void edit(Device& device);

 private:
  std::string words(const std::string& what);
  RecordEdit note(const Device& device);
  Save whole_note(Device& device);
  std::optional<RecordEdit> under_a_note(Device& device);
  std::optional<RecordState> pick(Device& device, std::string_view kind);
  RecordEdit edit_note(const Device& device, const RecordState& note);
  RecordEdit edit_other(const RecordState& record);
  std::optional<RecordEdit> govern(Device& device);
  Uuid somebody();
  void keep(Device& device, Save save);

  World& world_;
};

}  // namespace crosstalk::simulation
