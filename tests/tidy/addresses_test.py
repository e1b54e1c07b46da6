"""No file names a host that the project depends on, nor a folder of one developer's machine."""

import re
import unittest

import tree

ADDRESS = re.compile(
    r"\b(?:https?|wss?|ftp)://(?:[^\s/@\"']*@)?([A-Za-z0-9.\-]+|\[[0-9a-fA-F:]+\])"
)
FINE = re.compile(
    # Loopback and private networks, and what is reserved for examples (RFC 2606, RFC 5737).
    r"^(127\.[0-9.]+|0\.0\.0\.0|\[.+\]|localhost|10\.[0-9.]+|192\.168\.[0-9.]+|192\.0\.2\.\d+|"
    r"198\.51\.100\.\d+|203\.0\.113\.\d+|(.+\.)?(example|test|invalid|local)(\.(com|net|org))?|"
    # The names of XML vocabularies, and the papers that comments refer to.
    r"www\.w3\.org|(www\.)?sqlite\.org|(www\.)?unicode\.org|www\.rfc-editor\.org|"
    # Placeholders, and words of tests that are no address at all.
    r"HOST|sign\.in|[a-z]+|\.+)$"
)
# Written so that this file does not name them itself.
MACHINE = re.compile(r"(?<![\w.\-])/(wo" r"rk/(main|shared)|ro" r"ot/)|/tmp/bui" r"ld-")


def findings(root):
    found = []
    for path in tree.files(root, tree.TEXT_SUFFIXES):
        for number, line in enumerate(tree.lines(path), 1):
            for host in ADDRESS.findall(line):
                if not FINE.match(host):
                    found.append(
                        tree.finding(
                            root, path, number, f"use a name from RFC 2606 instead of {host}"
                        )
                    )
            if MACHINE.search(line):
                found.append(
                    tree.finding(root, path, number, "use a path relative to the checkout instead")
                )
    return found


class AddressesTest(tree.TidyTest):
    def test_no_file_names_a_host_or_a_machines_folder(self):
        self.assert_none(findings(tree.ROOT))

    def test_planted_ones_are_found_and_examples_are_not(self):
        with tree.PlantedTree(
            {
                "a.md": "https:" "//mirror.somewhere.net/debian\n",
                "b.cc": '// http://127.0.0.1:8480 and https://hub.example/j/1\nauto p = "/ro'
                'ot/.x";\n',
            }
        ) as root:
            self.assertEqual(["a.md:1", "b.cc:2"], [line.split(": ")[0] for line in findings(root)])


if __name__ == "__main__":
    unittest.main()
