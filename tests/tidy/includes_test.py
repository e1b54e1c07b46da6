"""No file includes against the arrows client -> sync -> storage, nor a finer one in a layer."""

import os
import pathlib
import re
import subprocess
import unittest

import tree

# Longest folder first: the first that matches says what may be included, as prefixes.
ALLOWED = {
    "storage/native/": ("storage/", "!storage/process/"),
    "storage/process/": ("storage/process/",),
    "storage/": ("storage/", "!storage/native/", "!storage/process/"),
    "sync/hub/": ("storage/", "sync/", "!storage/native/", "!sync/native/"),
    "sync/native/": ("storage/", "sync/", "!sync/hub/"),
    "sync/": ("storage/", "sync/", "!storage/native/", "!sync/native/", "!sync/hub/"),
    "fonts/": ("fonts/",),
    "client/model/": (
        "storage/",
        "sync/",
        "client/model/",
        "!storage/native/",
        "!sync/native/",
        "!sync/hub/",
    ),
    "client/": ("storage/", "sync/", "client/", "fonts/", "!sync/hub/"),
}
# What would not run in a browser's worker, or belongs to a window. (libsodium does: it is built for
# wasm32 too.)
NOT_PORTABLE = re.compile(
    r'^\s*#\s*include\s*[<"](thread|mutex|condition_variable|future|filesystem|fstream|'
    r"unistd\.h|sys/|"
    r"SDL|imgui|curl/|boost/|zstd)"
)
PORTABLE = ("storage/", "sync/", "client/model/")
NATIVE = ("storage/native/", "storage/process/", "sync/native/", "sync/hub/")
QUOTED = re.compile(r'^\s*#\s*include\s*"([^"]+)"')
# Quoted headers that are not ours.
FOREIGN = re.compile(r"^(imgui|misc/freetype/)")


def allowed(folder_rules, included):
    for rule in folder_rules:
        if rule.startswith("!") and included.startswith(rule[1:]):
            return False
    return any(not rule.startswith("!") and included.startswith(rule) for rule in folder_rules)


def violations(root):
    found = []
    for layer in tree.LAYERS:
        for path in tree.files(root / layer, tree.SOURCE_SUFFIXES):
            name = str(path.relative_to(root))
            rules = next(rules for folder, rules in ALLOWED.items() if name.startswith(folder))
            portable = name.startswith(PORTABLE) and not name.startswith(NATIVE)
            for number, line in enumerate(tree.lines(path), 1):
                if portable and NOT_PORTABLE.match(line):
                    found.append(
                        tree.finding(
                            root,
                            path,
                            number,
                            f"use a seam instead: {line.strip()} is not portable",
                        )
                    )
                match = QUOTED.match(line)
                if not match or FOREIGN.match(match.group(1)):
                    continue
                included = match.group(1)
                if included.split("/")[0] not in tree.LAYERS:
                    found.append(
                        tree.finding(root, path, number, f'use "LAYER/…/{included}" instead')
                    )
                elif not allowed(rules, included):
                    found.append(
                        tree.finding(
                            root,
                            path,
                            number,
                            f'"{included}" is against the arrows: turn the need around',
                        )
                    )
    return found


def compiles(layers, source):
    """Whether `source` compiles with the include roots that a target of these layers has."""
    build = pathlib.Path(os.environ["CROSSTALK_BUILD"]).resolve()
    roots = [f"-I{build}/include/{layer}" for layer in layers]
    command = ["g++", "-std=c++20", "-fsyntax-only", "-DJSON_NOEXCEPTION", *roots, "-x", "c++", "-"]
    # Not in the checkout, whose folders a source on standard input would see.
    result = subprocess.run(command, input=source, text=True, capture_output=True, cwd="/")
    return result.returncode == 0


class IncludesTest(tree.TidyTest):
    def test_no_file_includes_against_the_arrows(self):
        self.assert_none(violations(tree.ROOT))

    def test_a_planted_upward_include_is_found(self):
        for planted, included in (
            ("storage/planted.cc", "sync/engine.h"),
            ("storage/planted.h", "client/model/capture.h"),
            ("storage/planted.cc", "storage/native/key.h"),
            ("sync/planted.cc", "client/app/app.h"),
            ("sync/planted.cc", "sync/hub/feed.h"),
            ("sync/hub/planted.cc", "client/model/capture.h"),
            ("client/model/planted.cc", "client/window/capture.h"),
            ("client/window/planted.cc", "sync/hub/store.h"),
            ("fonts/planted.cc", "storage/result.h"),
        ):
            with tree.PlantedTree({planted: f'#include "{included}"\n'}) as root:
                self.assertEqual(1, len(violations(root)), f"{planted} including {included}")

    def test_an_include_without_its_layer_and_one_that_is_not_portable_are_found(self):
        with tree.PlantedTree(
            {"sync/a.cc": '#include "engine.h"\n', "storage/b.cc": "#include <thread>\n"}
        ) as root:
            self.assertEqual(2, len(violations(root)))

    def test_what_the_arrows_allow_is_not_found(self):
        with tree.PlantedTree(
            {
                "client/window/a.cc": '#include "client/model/b.h"\n#include "storage/result.h"\n'
                '#include "imgui.h"\n',
                "sync/hub/c.cc": '#include "sync/wire.h"\n#include <thread>\n',
            }
        ) as root:
            self.assertEqual([], violations(root))

    def test_an_upward_include_does_not_compile_with_a_targets_include_roots(self):
        self.assertTrue(compiles(["storage"], '#include "storage/result.h"\n'))
        header = next(
            path for path in tree.files(tree.ROOT / "sync", {".h"}) if path.parent.name == "sync"
        )
        upward = f'#include "{pathlib.PurePath(header).relative_to(tree.ROOT)}"\n'
        self.assertTrue(compiles(["storage", "sync"], upward))
        self.assertFalse(compiles(["storage"], upward))


if __name__ == "__main__":
    unittest.main()
