#include "client/cli/csv_import.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "client/cli/csv_table.h"
#include "client/cli/note_columns.h"
#include "storage/queries.h"
#include "storage/text.h"

namespace crosstalk {
namespace {

// One transaction each: large enough that syncing to disk costs little for a note, small enough
// that an open window, whose saves wait meanwhile, does not notice.
constexpr std::size_t kBatchNotes = 250;
constexpr std::size_t kBatchBytes = 4 * 1024 * 1024;

// What a store takes as one change (storage: `too-large`), less room for the names of the fields.
constexpr std::size_t kNoteBytesMax = 16 * 1024 * 1024 - 64 * 1024;

using Problem = std::function<void(const std::string&)>;

Error unreadable(std::string words) {
  return make_error_saying(ErrorCode::file_unreadable, std::move(words));
}

/// For each field of a row the column it belongs to.
struct Header {
  std::vector<std::optional<NoteColumn>> columns;
  NoteColumnSet present;
};

std::optional<NoteColumn> column_named(std::string_view name) {
  const auto found = std::find(kNoteColumnNames.begin(), kNoteColumnNames.end(), name);
  if (found == kNoteColumnNames.end()) return std::nullopt;
  return static_cast<NoteColumn>(found - kNoteColumnNames.begin());
}

std::string lower(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

Result<Header> read_header(const CsvRow& row, const Problem& problem) {
  Header header;
  for (const std::string& field : row.fields) {
    const std::string name = valid_utf8(field) ? trimmed(unguard_formula(field)) : "";
    auto column = column_named(lower(name));
    if (column && header.present[index_of(*column)]) {
      problem("column \"" + name + "\" stands there twice: the first is read");
      column.reset();
    } else if (column) {
      header.present.set(index_of(*column));
    } else if (!valid_utf8(field)) {
      problem("a column whose name is broken UTF-8 is ignored");
    } else {
      problem("column \"" + name + "\" is not known and is ignored");
    }
    header.columns.push_back(column);
  }
  if (header.present[index_of(NoteColumn::summary)]) return header;
  if (row.fields.size() == 1 && row.fields[0].find(';') != std::string::npos) {
    return unreadable(
        "The columns of this file are separated by semicolons. Nothing was read: save it with "
        "commas "
        "and try again.");
  }
  return unreadable(
      "The first line of this file does not name a column \"summary\". Nothing was read: give it "
      "the "
      "names of the columns, such as occurred_at,summary,body.");
}

/// The fields of a row in the order of the columns; nothing where it has more than the header
/// names.
std::optional<NoteFields> arrange(const CsvRow& row, const Header& header) {
  NoteFields fields;
  for (std::size_t i = 0; i < row.fields.size(); ++i) {
    if (i >= header.columns.size()) {
      if (!row.fields[i].empty()) return std::nullopt;
      continue;
    }
    if (header.columns[i]) fields[index_of(*header.columns[i])] = unguard_formula(row.fields[i]);
  }
  return fields;
}

std::size_t bytes_of(const NewNote& note) {
  std::size_t bytes = note.body.size() + note.summary.value_or("").size() + note.place.size();
  for (const std::string& message : note.messages) bytes += message.size();
  return bytes;
}

/// A conversation as the file has it: new, or one that is here and may get further actions.
struct Group {
  std::optional<Uuid> known;
  bool in_bin = false;                  // whoever threw it away does not want its actions back
  std::set<std::string> actions_known;  // what they are told apart by
  NewNote note;
};

/// Under a conversation that is here the words alone count: its owner and date may have been
/// changed since the file was written.
std::string action_identity(const NewAction& action, const Group& group) {
  if (group.known) return folded(action.text);
  return folded(action.text) + '\n' + folded(action.owner) + '\n' + action.due;
}

class Importer {
 public:
  Importer(Store& store, const Problem& problem) : store_(store), problem_(problem) {}

  Result<ImportReport> run(std::string_view bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
      return unreadable(
          "This file is UTF-16. Nothing was read: save it as CSV in UTF-8 and try again.");
    }
    CsvTable table = read_csv(bytes);
    if (table.line_of_open_quote) {
      skip(*table.line_of_open_quote, "a quote is opened and never closed");
    }
    if (table.rows.empty()) {
      return unreadable("This file has no rows. Nothing was read: check that it is the right one.");
    }
    auto header = read_header(table.rows.front(), problem_);
    if (!header) return header.error();
    header_ = *std::move(header);
    if (const auto done = prepare(); !done) return done.error();
    for (std::size_t i = 1; i < table.rows.size(); ++i) read_row(table.rows[i]);
    if (const auto saved = save_groups(); !saved) return saved.error();
    return std::move(report_);
  }

 private:
  void skip(std::size_t line, const std::string& why) {
    problem_("line " + std::to_string(line) + " is skipped: " + why);
    ++report_.rows_skipped;
  }

  /// Reads the vocabulary and what is here already.
  Result<void> prepare() {
    auto vocabulary = Vocabulary::read(store_);
    if (!vocabulary) return vocabulary.error();
    vocabulary_ = *std::move(vocabulary);
    for (const bool deleted : {false, true}) {
      ConversationFilter filter;
      filter.deleted = deleted;
      const auto conversations = read_conversations(store_, filter);
      if (!conversations) return conversations.error();
      for (const ConversationView& conversation : *conversations) remember(conversation);
    }
    return {};
  }

  void remember(const ConversationView& conversation) {
    Group group;
    group.known = conversation.id;
    group.in_bin = conversation.deleted;
    for (const ActionView& action : conversation.actions) {
      group.actions_known.insert(folded(action.text));
    }
    const NewNote note = note_of(conversation, vocabulary_);
    const std::size_t index = groups_.size();
    groups_.push_back(std::move(group));
    by_identity_.try_emplace(note_identity(note, header_.present, true), index);
    by_identity_without_time_.try_emplace(note_identity(note, header_.present, false), index);
  }

  void read_row(const CsvRow& row) {
    const auto fields = arrange(row, header_);
    if (!fields) {
      skip(row.line, "it has more fields than the first line has columns");
      return;
    }
    auto read = read_note_row(*fields, vocabulary_);
    if (!read) {
      skip(row.line, read.error().words);
      return;
    }
    if (bytes_of(read->note) > kNoteBytesMax) {
      skip(row.line, "it is larger than can be kept in one piece (16 MiB)");
      return;
    }
    for (UnknownWord& unknown : read->unknown) {
      report_.unknown[unknown.list].insert(std::move(unknown.word));
    }
    Group& group = group_of(std::move(read->note));
    if (!read->action || group.in_bin) return;
    if (group.actions_known.insert(action_identity(*read->action, group)).second) {
      group.note.actions.push_back(*std::move(read->action));
    }
  }

  Group& group_of(NewNote note) {
    auto& identities = note.occurred_at ? by_identity_ : by_identity_without_time_;
    const auto [found, fresh] = identities.try_emplace(
        note_identity(note, header_.present, note.occurred_at.has_value()), groups_.size());
    if (fresh) {
      groups_.emplace_back().note = std::move(note);
    } else if (groups_[found->second].known) {
      seen_.insert(found->second);
    }
    return groups_[found->second];
  }

  /// Lookups that also know what this import began but has not saved yet.
  ComposeLookups lookups() {
    ComposeLookups lookups = lookups_of(store_);
    lookups.find_message =
        [this, find = lookups.find_message](std::string_view text) -> Result<std::optional<Uuid>> {
      const std::string words = folded(text);
      if (const auto known = messages_.find(words); known != messages_.end()) {
        return std::optional<Uuid>(known->second);
      }
      auto found = find(text);
      if (found && *found) messages_.emplace(words, **found);
      return found;
    };
    lookups.find_member =
        [this, find = lookups.find_member](std::string_view name) -> Result<std::optional<Uuid>> {
      const auto known = members_.find(std::string(name));
      if (known != members_.end()) return known->second;
      auto found = find(name);
      if (found) members_.emplace(std::string(name), *found);
      return found;
    };
    return lookups;
  }

  Result<void> save_groups() {
    const ComposeLookups find = lookups();
    std::size_t notes = 0;
    std::size_t bytes = 0;
    for (Group& group : groups_) {
      if (group.known && group.note.actions.empty()) continue;
      const auto composed =
          group.known ? compose_further_actions(group, find) : compose(group, find);
      if (!composed) return composed.error();
      bytes += bytes_of(group.note);
      if (++notes % kBatchNotes == 0 || bytes >= kBatchBytes) {
        if (const auto saved = flush(); !saved) return saved.error();
        bytes = 0;
      }
    }
    report_.known = static_cast<std::int64_t>(seen_.size());
    return flush();
  }

  Result<void> compose(Group& group, const ComposeLookups& find) {
    auto composed = compose_note(group.note, find);
    if (!composed) return composed.error();
    for (RecordEdit& edit : composed->save.edits) {
      if (edit.kind == kinds::kMessage && edit.set["text"].is_string()) {
        messages_.emplace(folded(edit.set["text"].get_ref<const std::string&>()), edit.record);
      }
      save_.edits.push_back(std::move(edit));
    }
    ++pending_.conversations;
    pending_.actions += static_cast<std::int64_t>(group.note.actions.size());
    return {};
  }

  Result<void> compose_further_actions(const Group& group, const ComposeLookups& find) {
    for (const NewAction& action : group.note.actions) {
      auto edit = compose_action(action, *group.known, find);
      if (!edit) return edit.error();
      save_.edits.push_back(*std::move(edit));
      ++pending_.actions;
    }
    return {};
  }

  Result<void> flush() {
    if (save_.edits.empty()) return {};
    const auto saved = store_.save(std::exchange(save_, {}));
    if (!saved) return saved.error();
    report_.conversations += pending_.conversations;
    report_.actions += pending_.actions;
    pending_ = {};
    return {};
  }

  Store& store_;
  const Problem& problem_;
  ImportReport report_;
  ImportReport pending_;  // composed, not saved yet
  Header header_;
  Vocabulary vocabulary_;
  std::vector<Group> groups_;
  std::unordered_map<std::string, std::size_t> by_identity_;
  std::unordered_map<std::string, std::size_t> by_identity_without_time_;
  std::set<std::size_t> seen_;  // groups that were here already and are in the file
  std::unordered_map<std::string, Uuid> messages_;
  std::unordered_map<std::string, std::optional<Uuid>> members_;
  Save save_;
};

}  // namespace

Result<ImportReport> import_csv(Store& store, std::string_view bytes, const Problem& problem) {
  return Importer(store, problem).run(bytes);
}

}  // namespace crosstalk
