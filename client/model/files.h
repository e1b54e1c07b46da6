#pragma once

#include <string>
#include <vector>

namespace crosstalk {

/// A kind of file that can be written, as the settings offer it.
struct FileFormat {
  std::string name;      ///< stable: "csv", "md", "ics", "ndjson"
  std::string label;     ///< "Spreadsheet (CSV)"
  std::string sentence;  ///< what is in it
  bool chosen = false;
};

/// What the settings show of files and of what became of them.
struct FilesView {
  std::vector<FileFormat> formats;
  std::string export_path, backup_path;
  std::string backup_sentence;
  bool busy = false;
  // What came of the last one; empty: none yet.
  std::string said;
  std::vector<std::string> problems;
  bool failed = false;
  std::string diagnostics;  ///< to be read before it is sent: no content, no names
};

/// One of the people on this computer.
struct ProfileView {
  std::string name;
  bool here = false;  ///< the one whose notes are shown
};

}  // namespace crosstalk
