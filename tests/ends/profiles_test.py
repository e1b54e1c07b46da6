"""Two people on one computer: neither finds, reads or opens what the other wrote."""

import os
import pathlib
import stat
import subprocess
import time
import unittest

import programs
import screen

DAMAGED_OR_LOCKED = 4


class ProfilesTest(programs.EndsTest):
    def setUp(self):
        super().setUp()
        self.first = self.client()
        self.first.log("the blue folder is missing")
        self.run_as("Anna", "log", "--summary", "the green ledger is late")
        self.run_as("Bert", "log", "--summary", "the red cabinet is locked")

    def run_as(self, name, *arguments):
        return self.first.run("--profile", name, *arguments)

    def profile(self, name):
        return pathlib.Path(self.first.folder) / "profiles" / name

    def start_window(self, display, name):
        """A window that is expected not to open; gives its code and what it said."""
        result = subprocess.run(
            [programs.CLIENT, "--data", self.first.folder, "--profile", name],
            env=dict(programs.environment(), DISPLAY=display.display),
            capture_output=True,
            text=True,
            timeout=60,
        )
        return result.returncode, result.stderr

    def test_notes_and_drafts_of_one_are_absent_in_the_other(self):
        display = screen.Screen(self)
        window = screen.Window(self, display, str(self.profile("Anna")))
        window.type("half a yellow note")
        self.until_kept("Anna", "half a yellow note")
        window.kill()
        words = {"Anna": "green ledger", "Bert": "red cabinet"}
        for name, own in words.items():
            listed = self.run_as(name, "list", "--json")
            self.assertIn(own, listed)
            for other in {"blue folder", "green ledger", "red cabinet"} - {own}:
                self.assertNotIn(other, listed)
        self.assertNotIn("yellow", self.run_as("Bert", "drafts", "--json"))
        self.assertNotIn("yellow", self.first.run("drafts", "--json"))
        for other in words.values():
            self.assertNotIn(other, self.first.run("list", "--json"))

    def until_kept(self, name, words):
        deadline = time.monotonic() + programs.SECONDS_MAX
        while words not in self.run_as(name, "drafts", "--json"):
            self.assertLess(time.monotonic(), deadline, "the draft was not kept")
            time.sleep(0.05)

    def test_each_has_a_key_of_its_own_and_nobody_else_reads_their_files(self):
        keys = []
        for name in ("Anna", "Bert"):
            found = [one for one in self.profile(name).rglob("*") if one.name == "key.json"]
            self.assertEqual(1, len(found), found)
            keys.append(found[0].read_bytes())
        self.assertNotEqual(keys[0], keys[1])
        top = pathlib.Path(self.first.folder)
        for path in [top, *top.rglob("*")]:
            mode = stat.S_IMODE(path.stat().st_mode)
            self.assertEqual(0o700 if path.is_dir() else 0o600, mode, path)
            if path.is_file():
                for words in (b"folder is missing", b"green ledger", b"red cabinet"):
                    self.assertNotIn(words, path.read_bytes(), path)

    def test_a_profile_that_does_not_open_is_said_in_plain_words(self):
        display = screen.Screen(self)
        window = screen.Window(self, display, str(self.profile("Anna")))
        code, said = self.start_window(display, "Anna")
        self.assertEqual(DAMAGED_OR_LOCKED, code, said)
        self.assertRegex(said, r"^crosstalk: [A-Z][^\n]+\.\n$")
        window.kill()
        store = max(self.profile("Bert").glob("*"), key=lambda one: one.stat().st_size)
        store.write_bytes(os.urandom(store.stat().st_size))
        code, said = self.start_window(display, "Bert")
        self.assertEqual(DAMAGED_OR_LOCKED, code, said)
        self.assertRegex(said, r"^crosstalk: [A-Z][^\n]+\.\n$")
        self.assertIn("blue folder", self.first.run("list", "--json"))


if __name__ == "__main__":
    unittest.main()
