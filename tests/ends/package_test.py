"""scripts/package: what the client's Debian package holds, and that its program starts from it."""

import os
import pathlib
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class PackageTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        made = subprocess.run(
            [ROOT / "scripts" / "package", "--built"], text=True, capture_output=True, check=False
        )
        assert made.returncode == 0, made.stderr
        cls.package = ROOT / made.stdout.strip().splitlines()[-1].removeprefix("package: ")
        cls.place = tempfile.TemporaryDirectory()
        subprocess.run(["dpkg-deb", "--extract", cls.package, cls.place.name], check=True)
        cls.tree = pathlib.Path(cls.place.name)

    @classmethod
    def tearDownClass(cls):
        cls.place.cleanup()

    def field(self, name):
        return subprocess.run(
            ["dpkg-deb", "--field", self.package, name], text=True, capture_output=True, check=True
        ).stdout.strip()

    def test_the_program_in_it_starts(self):
        said = subprocess.run(
            [self.tree / "usr/bin/crosstalk", "--version"],
            text=True,
            capture_output=True,
            check=True,
        ).stdout
        self.assertEqual(said.strip(), f"crosstalk {self.field('Version')}")

    def test_it_names_the_libraries_that_the_program_needs(self):
        depends = self.field("Depends")
        for library in ("libc6", "libsdl2-2.0-0", "libcurl4"):
            self.assertIn(library, depends)

    def test_the_desktop_finds_it_and_gives_it_join_links(self):
        entries = sorted((self.tree / "usr/share/applications").glob("*.desktop"))
        self.assertEqual(len(entries), 2)
        for entry in entries:
            checked = subprocess.run(
                ["desktop-file-validate", entry], text=True, capture_output=True, check=False
            )
            self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)
        handlers = [text for entry in entries if "MimeType=" in (text := entry.read_text("utf-8"))]
        self.assertEqual(len(handlers), 1)
        self.assertIn("x-scheme-handler/crosstalk;", handlers[0])
        self.assertIn("Exec=crosstalk --join %u", handlers[0])
        icons = list((self.tree / "usr/share/icons").rglob("*.svg"))
        self.assertEqual([icon.stem for icon in icons], ["org.crosstalk.Crosstalk"])

    def test_what_is_no_join_link_opens_nothing_and_says_why(self):
        with tempfile.TemporaryDirectory() as folder:
            said = subprocess.run(
                [self.tree / "usr/bin/crosstalk", "--data", folder, "--join", "crosstalk:hello"],
                text=True,
                capture_output=True,
                check=False,
                env={**os.environ, "CROSSTALK_PASSPHRASE": ""},
            )
            self.assertEqual(said.returncode, 1)
            self.assertIn("no join link", said.stderr)
            self.assertEqual(list(pathlib.Path(folder).iterdir()), [])


if __name__ == "__main__":
    unittest.main()
