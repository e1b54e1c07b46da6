"""What the build must not lose: no exceptions in the core, warnings as errors, one SQLite."""

import json
import os
import pathlib
import subprocess
import unittest

import tree

BUILD = pathlib.Path(os.environ["CROSSTALK_BUILD"])
BIN = pathlib.Path(os.environ["CROSSTALK_BIN"])
LAYERS = ("storage", "sync", "client", "fonts", "tests")


def commands():
    """The compiler's command line for each of our sources, by its name below the root."""
    found = {}
    for entry in json.loads((BUILD / "compile_commands.json").read_text(encoding="utf-8")):
        path = pathlib.Path(entry["file"])
        if path.is_relative_to(tree.ROOT):
            name = str(path.relative_to(tree.ROOT))
            if name.split("/")[0] in LAYERS and path.suffix == ".cc":
                found[name] = entry["command"].split()
    return found


class BuildTest(tree.TidyTest):
    def test_what_also_runs_in_a_browser_is_compiled_without_exceptions(self):
        core = {
            name: command
            for name, command in commands().items()
            if str(pathlib.PurePath(name).parent) in ("storage", "sync", "client/model")
        }
        self.assertTrue(core)
        self.assert_none(
            [name for name, command in core.items() if "-fno-exceptions" not in command]
        )

    def test_every_source_of_ours_is_compiled_with_warnings_as_errors(self):
        found = [
            name
            for name, command in commands().items()
            if not {"-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"}
            <= set(command)
        ]
        self.assert_none(found)

    def test_every_source_is_built(self):
        built = commands()
        sources = [
            str(path.relative_to(tree.ROOT))
            for layer in LAYERS
            for path in tree.files(tree.ROOT / layer, {".cc"})
        ]
        self.assert_none([name for name in sources if name not in built])

    def test_the_programs_bring_sqlcipher_inside_and_load_no_other_sqlite(self):
        for program in ("crosstalk", "crosstalk-hub"):
            listing = subprocess.run(["ldd", BIN / program], capture_output=True, text=True)
            self.assertEqual(0, listing.returncode, listing.stderr)
            for library in ("libsqlite3", "libsqlcipher"):
                self.assertNotIn(library, listing.stdout, program)


if __name__ == "__main__":
    unittest.main()
