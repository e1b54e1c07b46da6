"""Every source is formatted as .clang-format says."""

import subprocess
import unittest

import tree


class FormatTest(tree.TidyTest):
    def test_sources_are_formatted(self):
        sources = [str(path) for path in tree.files(tree.ROOT, tree.SOURCE_SUFFIXES)]
        result = subprocess.run(
            ["clang-format", "--dry-run", "-Werror", *sources], capture_output=True, text=True
        )
        wrong = sorted(
            {line.split(":")[0] for line in result.stderr.splitlines() if "error:" in line}
        )
        self.assert_none([f"{path}:1: run clang-format -i on it" for path in wrong])
        self.assertEqual(0, result.returncode, result.stderr[-2000:])


if __name__ == "__main__":
    unittest.main()
