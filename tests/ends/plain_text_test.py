"""Nothing that a person wrote lies anywhere in plain text, and nothing of it is for others."""

import os
import pathlib
import resource
import shutil
import signal
import stat
import time
import unittest

import programs
import screen

# Words that nothing but these notes holds.
WORDS = {
    "body": "Zwetschgenkuchen",
    "summary": "Quarkstrudel",
    "edit": "Mohnschnecke",
    "action": "Apfeltasche",
    "owner": "Nussecke",
    "place": "Dampfnudel",
    "message": "Germknoedel",
    "imported": "Kaiserschmarrn",
    "erased": "Salzburgernockerl",
    "search": "Powidltascherl",
    "draft": "buchteln",
    "killed": "Marillenknoedel",
}


class PlainTextTest(programs.EndsTest):
    def setUp(self):
        super().setUp()
        # All places where a program may leave something behind.
        self.home = self.folder / "home"
        self.temporary = self.folder / "tmp"
        self.work = self.folder / "work"
        for folder in (self.home, self.temporary, self.work):
            folder.mkdir()
        self.environment = dict(
            programs.environment(),
            HOME=str(self.home),
            TMPDIR=str(self.temporary),
            SQLITE_TMPDIR=str(self.temporary),
            XDG_DATA_HOME=str(self.home / "data"),
            XDG_CACHE_HOME=str(self.home / "cache"),
            XDG_CONFIG_HOME=str(self.home / "config"),
            XDG_STATE_HOME=str(self.home / "state"),
        )
        unlimited = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)
        before = resource.getrlimit(resource.RLIMIT_CORE)
        if before[1] == resource.RLIM_INFINITY:
            resource.setrlimit(resource.RLIMIT_CORE, unlimited)
            self.addCleanup(resource.setrlimit, resource.RLIMIT_CORE, before)

    def search(self):
        """Every file that was left, but what the test itself wrote, byte for byte."""
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        files = [path for path in files if path.name != "in.csv"]
        self.assertGreater(len(files), 2)
        for path in files:
            content = path.read_bytes().lower()
            for what, word in WORDS.items():
                for coding in ("utf-8", "utf-16-le", "utf-32-le"):
                    found = word.lower().encode(coding) in content
                    self.assertFalse(found, f"the word of {what} is in {path}")
        return files

    def closed(self, folder):
        self.assertEqual(0o700, stat.S_IMODE(os.stat(folder).st_mode))
        for path in pathlib.Path(folder).iterdir():
            self.assertEqual(0o600, stat.S_IMODE(path.stat().st_mode), path.name)

    def run_verb(self, client, *arguments):
        result = programs.subprocess.run(
            [programs.CLIENT, "--data", client.folder, *arguments],
            capture_output=True,
            env=self.environment,
            cwd=self.work,
            timeout=programs.SECONDS_MAX,
        )
        self.assertEqual(0, result.returncode, result.stderr)
        # Not one word on the channel that ends in logs.
        for word in WORDS.values():
            self.assertNotIn(word.lower(), result.stderr.decode().lower())
        return result.stdout.decode().strip()

    def fill(self, client):
        note = self.run_verb(
            client,
            *("log", "--summary", WORDS["summary"], "--body", WORDS["body"]),
            *("--place", WORDS["place"], "--message", WORDS["message"]),
            *("--action", f"{WORDS['action']};{WORDS['owner']};2030-01-01"),
        )
        self.run_verb(client, "edit", note, "--body", WORDS["edit"])
        self.run_verb(client, "list", "--query", WORDS["search"])
        table = self.folder / "in.csv"
        table.write_text("summary,body\n" + f"{WORDS['imported']},words\n" * 50)
        self.run_verb(client, "import", str(table))
        gone = self.run_verb(client, "log", "--summary", WORDS["erased"])
        self.run_verb(client, "delete", gone)
        self.run_verb(client, "check", "--rebuild")
        self.run_verb(client, "backup", str(self.home / "backup.db"))

    def test_every_byte_after_verbs_a_window_and_kills(self):
        client = self.client()
        self.fill(client)
        self.closed(client.folder)
        display = screen.Screen(self)
        window = screen.Window(self, display, client.folder, self.environment, self.work)
        window.type(WORDS["draft"])
        deadline = time.monotonic() + 30
        while WORDS["draft"] not in self.run_verb(client, "drafts", "--json"):
            self.assertLess(time.monotonic(), deadline, "the window keeps no draft")
            time.sleep(0.05)
        # Open, with a write-ahead log and its index beside it.
        self.search()
        self.closed(client.folder)
        limits = pathlib.Path(f"/proc/{window.process.pid}/limits").read_text()
        core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
        self.assertEqual(["0", "0"], core.split()[4:6])
        self.assertEqual(-signal.SIGABRT, window.kill(signal.SIGABRT))
        for word in WORDS.values():
            self.assertNotIn(word.lower(), "".join(window.said).lower())
        files = self.search()
        self.assertIn("crosstalk.db-wal", [path.name for path in files])
        self.assertEqual([], [path for path in files if path.name.startswith("core")])
        self.closed(client.folder)

    def test_every_byte_after_a_kill_in_the_middle_of_writing(self):
        client = self.client()
        for number in range(8):
            process = programs.subprocess.Popen(
                [programs.CLIENT, "--data", client.folder, "log", "--summary", WORDS["killed"]],
                env=self.environment,
                cwd=self.work,
                stdout=programs.subprocess.DEVNULL,
            )
            time.sleep(0.02 * number)
            process.send_signal(signal.SIGKILL)
            process.wait()
        self.run_verb(client, "log", "--summary", WORDS["killed"])
        self.search()
        self.closed(client.folder)

    def test_a_folder_that_was_unpacked_carelessly_is_closed_again(self):
        client = self.client()
        self.run_verb(client, "log", "--summary", WORDS["summary"])
        copy = self.client("copy")
        shutil.copytree(client.folder, copy.folder)
        os.chmod(copy.folder, 0o755)
        for path in pathlib.Path(copy.folder).iterdir():
            os.chmod(path, 0o644)
        self.run_verb(copy, "list")
        for path in pathlib.Path(copy.folder).glob("*.lock"):
            path.unlink()  # they are empty
        self.closed(copy.folder)

    def test_the_search_finds_what_is_plain(self):
        (self.home / "a").write_text("x" + WORDS["body"].upper())
        (self.home / "b").write_text("nothing")
        (self.home / "c").write_text("nothing")
        with self.assertRaisesRegex(AssertionError, "the word of body is in"):
            self.search()


if __name__ == "__main__":
    unittest.main()
