"""What the style tests share: which files are ours, and how a finding is printed."""

import os
import pathlib
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
LAYERS = ("storage", "sync", "client", "fonts")
SOURCE_SUFFIXES = {".cc", ".h"}
TEXT_SUFFIXES = SOURCE_SUFFIXES | {
    ".cmake",
    ".css",
    ".html",
    ".js",
    ".json",
    ".md",
    ".py",
    ".sh",
    ".sql",
    ".txt",
    ".yml",
    "",
}
SKIPPED = {"build", ".git", "__pycache__"}


def files(root, suffixes):
    """Every file below `root` with one of these suffixes but built ones, in a steady order."""
    found = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name not in SKIPPED)
        for name in sorted(names):
            path = pathlib.Path(folder) / name
            if path.suffix in suffixes and not path.is_symlink():
                found.append(path)
    return found


def lines(path):
    """The lines of a text file; bytes that are no UTF-8 stay visible as replacements."""
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def finding(root, path, number, advice):
    return f"{path.relative_to(root)}:{number}: {advice}"


class TidyTest(unittest.TestCase):
    """A test case that prints each finding on a line of its own."""

    def assert_none(self, found):
        if found:
            self.fail(f"{len(found)} findings\n" + "\n".join(found))


class PlantedTree:
    """A small tree in a temporary folder, for proving that a check does find what it looks for."""

    def __init__(self, contents):
        self._contents = contents

    def __enter__(self):
        self._folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(self._folder.name)
        for name, text in self._contents.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return root

    def __exit__(self, *_):
        self._folder.cleanup()
