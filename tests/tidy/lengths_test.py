"""Lines fit 100 columns, functions a screen, files one idea."""

import re
import unittest

import tree

LINE_COLUMNS_MAX = 100
FUNCTION_LINES_MAX = 70
FILE_LINES_MAX = 600
# Tables of data may be long; code may not.
TABLE = re.compile(r"(_table|_words|vocabulary)\.(cc|h)$")
# Definitions start at the left or, inside a class, two columns in; what the words here begin is no
# function.
OPENING = re.compile(
    r"^(|  )(?!namespace|class|struct|enum|union|extern|"
    r"if|for|while|switch|do|else|try|catch|return|case|#|//|\s)\S.*\{$"
)


def long_lines(root):
    found = []
    for path in tree.files(root, tree.SOURCE_SUFFIXES | {".cmake", ".py", ".sql"}):
        for number, line in enumerate(tree.lines(path), 1):
            if len(line) > LINE_COLUMNS_MAX and "http" not in line and not TABLE.search(path.name):
                found.append(
                    tree.finding(
                        root,
                        path,
                        number,
                        f"{len(line)} columns: break the line at {LINE_COLUMNS_MAX}",
                    )
                )
    return found


def function_end(lines, start, indent):
    """Where the block that begins before `start` ends; None where it is no function's (`});`)."""
    for number in range(start, len(lines)):
        line = lines[number].rstrip()
        if line.startswith(f"{indent}}}") or line.startswith("}"):
            return number if line in (f"{indent}}}", f"{indent}}};") else None
    return None


def long_functions(root):
    found = []
    for path in tree.files(root, tree.SOURCE_SUFFIXES):
        if TABLE.search(path.name):
            continue
        lines = tree.lines(path)
        for number, line in enumerate(lines):
            match = OPENING.match(line)
            if not match or "(" not in line and ")" not in line:
                continue
            end = function_end(lines, number + 1, match.group(1))
            if end is not None and end - number + 1 > FUNCTION_LINES_MAX:
                advice = (
                    f"{end - number + 1} lines: split the function (at most {FUNCTION_LINES_MAX})"
                )
                found.append(tree.finding(root, path, number + 1, advice))
    return found


def long_files(root):
    found = []
    for path in tree.files(root, tree.SOURCE_SUFFIXES):
        count = len(tree.lines(path))
        if count > FILE_LINES_MAX and not TABLE.search(path.name):
            found.append(
                tree.finding(root, path, count, f"split the file (at most {FILE_LINES_MAX} lines)")
            )
    return found


class LengthsTest(tree.TidyTest):
    def test_lines_fit_the_columns(self):
        self.assert_none(long_lines(tree.ROOT))

    def test_functions_fit_a_screen(self):
        self.assert_none(long_functions(tree.ROOT))

    def test_files_hold_one_idea(self):
        self.assert_none(long_files(tree.ROOT))

    def test_planted_long_ones_are_found_and_short_ones_are_not(self):
        body = "  work();\n" * 80
        with tree.PlantedTree(
            {
                "storage/a.cc": "// " + "x" * 98 + "\n// " + "x" * 97 + "\n",
                "storage/b.cc": f"void long_one() {{\n{body}}}\nvoid short_one() {{\n}}\n",
                "storage/c.cc": "class A {\n  void method(int a) const {\n" + body + "  }\n};\n",
                "storage/f.cc": "void a() {\n  each([] {\n    work();\n  });\n}\n" * 20 + "\n",
                "storage/d.cc": "//\n" * 601,
                "storage/e.cc": "namespace crosstalk {\n"
                + "int a();\n" * 90
                + "}  // namespace crosstalk\n",
            }
        ) as root:
            self.assertEqual(
                ["storage/a.cc:1"], [line.rsplit(":", 2)[0] for line in long_lines(root)]
            )
            self.assertEqual(
                ["storage/b.cc:1", "storage/c.cc:2"],
                [line.split(": ")[0] for line in long_functions(root)],
            )
            self.assertEqual(
                ["storage/d.cc:601"], [line.split(": ")[0] for line in long_files(root)]
            )


if __name__ == "__main__":
    unittest.main()
