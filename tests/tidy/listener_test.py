"""A test case that checks nothing fails its program, and so does a filter that chooses none."""

import os
import subprocess
import unittest

PROBE = f"{os.environ['CROSSTALK_BUILD']}/tests/no_assertion_probe"


def run(*arguments):
    return subprocess.run([PROBE, *arguments], capture_output=True, text=True)


class ListenerTest(unittest.TestCase):
    def test_a_case_without_an_assertion_fails_and_is_named(self):
        result = run()
        self.assertNotEqual(0, result.returncode)
        self.assertIn('"this case checks nothing" checks nothing', result.stdout)
        self.assertNotIn('"this case checks something" checks nothing', result.stdout)

    def test_a_case_with_an_assertion_passes(self):
        self.assertEqual(0, run("--test-case=this case checks something").returncode)

    def test_a_filter_that_chooses_no_case_fails(self):
        self.assertNotEqual(0, run("--test-case=there is none of this name").returncode)


if __name__ == "__main__":
    unittest.main()
