"""Import and export: nothing is lost, doubled or run as a formula on the way."""

import csv
import json
import os
import stat
import unittest

import icalendar
import programs

COLUMNS = (
    "occurred_at setting place sectors themes purposes stance message summary body "
    "action_text action_owner action_due"
).split()


def rows(path):
    """The rows of a file, with lists in order of their parts, in an order of their own."""
    csv.field_size_limit(1 << 30)
    with open(path, encoding="utf-8", newline="") as file:
        read = list(csv.DictReader(file))
    for row in read:
        for column in ("sectors", "themes", "purposes", "message"):
            row[column] = ";".join(sorted(row[column].split(";")))
    return sorted(tuple(row[column] for column in COLUMNS) for row in read)


class CsvTest(programs.EndsTest):
    def write(self, name, text):
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def export(self, client, form="csv"):
        path = self.folder / f"{os.path.basename(client.folder)}.{form}"
        client.run("export", "--format", form, "--out", path)
        return path

    def test_the_samples_come_out_as_they_went_in_and_a_second_time_adds_nothing(self):
        client = self.client()
        client.run("import", programs.SAMPLES)
        self.assertEqual(24, len(client.list()))
        self.assertEqual(rows(programs.SAMPLES), rows(self.export(client)))
        client.run("import", programs.SAMPLES)
        client.run("import", self.export(client))
        self.assertEqual(24, len(client.list()))
        self.assertEqual(rows(programs.SAMPLES), rows(self.export(client)))
        client.run("check")

    def test_two_imports_of_one_file_at_once_add_each_row_once(self):
        client = self.client()
        client.log("made first, so that both find a folder")
        path = self.folder / "many.csv"
        rows = [f"2020-01-01,note {n},words {n},act {n}" for n in range(1500)]
        path.write_text("occurred_at,summary,body,action_text\n" + "\n".join(rows) + "\n")
        command = [programs.CLIENT, "--data", client.folder, "import", path]
        both = [
            programs.subprocess.Popen(
                command, env=programs.environment(), stdout=programs.subprocess.DEVNULL
            )
            for _ in range(2)
        ]
        self.assertEqual([0, 0], [one.wait(timeout=programs.SECONDS_MAX) for one in both])
        self.assertEqual(1501, len(client.list()))
        self.assertEqual(1500, len(client.json("actions")))
        client.run("check")

    def test_an_export_read_into_an_empty_folder_gives_the_same_bytes(self):
        client = self.client()
        nasty = ["=1+1", "+x", "-5", "@a", "'=already", "\ttab", "a,b", 'say "so"', "two\nlines"]
        nasty += ["a;b\\;c\\", "العربية", "👩🏽‍⚕️", " outer ", "x" * 100_000, "\r\nends", "%s{0}"]
        for number, text in enumerate(nasty):
            client.log(
                text,
                *("--body", text, "--message", text, "--place", text, "--sector", text),
                *("--theme", "risk", "--occurred-at", f"2020-01-{number + 1:02}"),
                *("--action", f"one {number};an owner;2021-01-01", "--action", "two"),
            )
        exported = self.export(client)
        other = self.client("other")
        other.run("import", exported)
        self.assertEqual(exported.read_bytes(), self.export(other).read_bytes())
        client.run("import", exported)
        self.assertEqual(len(nasty), len(client.list()))

    def test_no_field_is_run_as_a_formula_by_a_spreadsheet(self):
        client = self.client()
        for text in ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "'=1"):
            client.log(text, "--body", text)
        with open(self.export(client), encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                for field in row:
                    self.assertNotRegex(field, r"^[=+@\t\r-]")

    def test_bad_rows_are_named_by_their_line_and_good_ones_kept(self):
        client = self.client()
        text = (
            b"\xef\xbb\xbfsummary,occurred_at,wished,stance,body\r\n"
            b'good,2020-01-01,x,ask,"two\r\nlines"\r\n'
            b",2020-01-01,x,ask,\r\n"
            b"bad date,yesterdayish,x,ask,\r\n"
            b"broken \xff,2020-01-01,x,ask,\r\n"
            b"nul\x00,2020-01-01,x,ask,\r\n"
            b'"quoted, ""too""",2020-01-02T10:00:00+02:00,x,made-up,\r\n'
            b"too,2020-01-01,x,ask,b,more\r\n"
        )
        result = client.raw("import", self.write("bad.csv", text))
        self.assertEqual(0, result.returncode)
        said = result.stderr.decode()
        for line in (4, 5, 6, 7, 9):
            self.assertIn(f"line {line} ", said)
        self.assertEqual(6, len(said.splitlines()), said)
        self.assertIn("wished", said)
        self.assertIn("made-up", result.stdout.decode())
        kept = sorted((one["summary"], one["occurred_at"]) for one in client.json("list"))
        good = ("good", "2020-01-01T12:00:00Z")
        self.assertEqual([good, ('quoted, "too"', "2020-01-02T08:00:00Z")], kept)

    def test_a_second_action_takes_a_further_row(self):
        client = self.client()
        head = "summary,action_text,action_owner,action_due\r\n"
        path = self.write("two.csv", head + "talk,one,Ann,2020-01-01\r\ntalk,two,,\r\n")
        client.run("import", path)
        client.run("import", path)
        (talk,) = client.json("list")
        self.assertEqual(["one", "two"], sorted(one["text"] for one in talk["actions"]))
        client.run("import", self.write("three.csv", head + "talk,three,,\r\n"))
        self.assertEqual(3, len(client.json("actions")))
        self.assertEqual(1, len(client.json("list")))

    def test_rows_without_a_date_are_known_again(self):
        client = self.client()
        path = self.write("plain.csv", "body,summary\nwords,one\nwords,two\n")
        client.run("import", path)
        client.run("import", path)
        self.assertEqual(["one", "two"], sorted(one["summary"] for one in client.json("list")))

    def test_labels_of_the_vocabulary_are_read_as_its_keys(self):
        client = self.client()
        client.run(
            "import",
            self.write(
                "labels.csv", "summary,sectors,setting\na,NHS; Fire and rescue,On a train\n"
            ),
        )
        (one,) = client.json("list")
        self.assertEqual((["fire", "nhs"], "train"), (sorted(one["sectors"]), one["setting"]))

    def test_files_that_are_no_table_are_refused_in_one_line(self):
        client = self.client()
        client.refused(1, "import", self.folder / "missing.csv")
        client.refused(1, "import", self.write("empty.csv", b""))
        client.refused(1, "import", self.write("wide.csv", "summary\na\n".encode("utf-16")))
        self.assertEqual(1, client.raw("import", self.write("names.csv", "a,b\n1,2\n")).returncode)
        self.assertEqual({}, client.list())

    def test_ten_thousand_rows_are_read_in_one_go(self):
        client = self.client()
        path = self.folder / "many.csv"
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["summary", "body", "sectors", "message", "action_text"])
            for number in range(10_000):
                words = f"note {number} about sharing in place {number % 97}"
                message = f"message {number % 50}"
                writer.writerow([f"note {number}", words, "nhs;police", message, "act"])
        client.run("import", path)
        self.assertEqual(10_000, len(client.list()))
        self.assertIn("10000 conversations here already", client.run("import", path))
        client.run("check")


class OtherFormatsTest(programs.EndsTest):
    def test_the_calendar_holds_a_todo_for_each_open_action(self):
        client = self.client()
        text = "call; them, \\ and “write” " + "ŵ" * 80
        client.log("a, b; c\\d", "--action", text.replace(";", "\\;") + ";Ann, B;2030-02-28")
        identity = client.log("other", "--action", "undated", "--action", "soon done")
        done = next(
            one["id"]
            for one in client.json("show", identity)["actions"]
            if one["text"] == "soon done"
        )
        client.run("done", done)
        path = self.folder / "actions.ics"
        client.run("export", "--format", "ics", "--out", path)
        for line in path.read_bytes().split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
        todos = icalendar.Calendar.from_ical(path.read_bytes()).walk("VTODO")
        self.assertEqual([text, "undated"], sorted(str(one["SUMMARY"]) for one in todos))
        for one in todos:
            self.assertIn("UID", one)
            self.assertIn("DTSTAMP", one)
            if str(one["SUMMARY"]) == text:
                self.assertEqual("2030-02-28", str(one["DUE"].dt))
                self.assertIn("a, b; c\\d", str(one["DESCRIPTION"]))

    def test_the_history_read_into_an_empty_folder_gives_the_same_conversations(self):
        client = self.client()
        client.run("import", programs.SAMPLES)
        identity = next(iter(client.list()))
        client.run("edit", identity, "--body", "written anew", "--theme", "risk")
        path = self.folder / "all.ndjson"
        client.run("export", "--format", "ndjson", "--out", path)
        changes = [json.loads(line) for line in path.read_text().splitlines()]
        stamps = [one["stamp"] for one in changes]
        self.assertEqual(sorted(stamps), stamps)

        other = self.client("other")
        other.run("import", path)
        self.assertEqual(client.list(), other.list())
        other.run("import", path)
        again = self.folder / "again.ndjson"
        other.run("export", "--format", "ndjson", "--out", again)
        self.assertEqual(len(changes), len(again.read_text().splitlines()))
        # There and back again adds nothing either.
        client.run("import", again)
        client.run("export", "--format", "ndjson", "--out", again)
        self.assertEqual(path.read_text(), again.read_text())
        other.run("check")

    def test_the_digest_names_what_was_said_and_lets_nothing_run(self):
        client = self.client()
        client.log("<script>alert(1)</script>", "--body", "# not a heading", "--message", "*heard*")
        path = self.folder / "digest.md"
        client.run("export", "--format", "md", "--out", path)
        digest = path.read_text()
        self.assertIn(r"\<script\>", digest)
        self.assertIn(r"\# not a heading", digest)
        self.assertIn(r"\*heard\*", digest)

    def test_a_path_that_can_t_be_written_is_named_and_leaves_nothing(self):
        client = self.client()
        client.log("kept")
        self.assertIn("missing", client.refused(1, *self.to(self.folder / "missing" / "o.csv")))
        client.refused(1, *self.to(self.folder))
        before = sorted(os.listdir(self.folder))
        client.refused(1, *self.to("/dev/full"))
        self.assertEqual(before, sorted(os.listdir(self.folder)))

    def to(self, path):
        return ("export", "--format", "csv", "--out", path)

    def test_a_backup_is_whole_encrypted_and_for_its_owner_alone(self):
        client = self.client()
        client.log("a word", "--body", "secretword")
        path = self.folder / "copy.db"
        client.run("backup", path)
        client.run("backup", path)
        self.assertEqual(0o600, stat.S_IMODE(path.stat().st_mode))
        self.assertNotIn(b"secretword", path.read_bytes())
        os.replace(path, self.folder / "client" / "crosstalk.db")
        self.assertEqual(["a word"], [one["summary"] for one in client.json("list")])


if __name__ == "__main__":
    unittest.main()
