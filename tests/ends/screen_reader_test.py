"""Assistive technology at the real window: it reads and works the first screens through AT-SPI."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import unittest

import accessibility
import programs
import screen

NOTE = "Crews visit people whom no one else reaches. Two teams asked for a map — soon."
PAPER = "The paper was never the obstacle."
EVENTS = [
    "object:state-changed",
    "object:text-changed",
    "object:text-caret-moved",
    "object:children-changed",
    "object:property-change",
    "object:announcement",
    "window",
]
IDLE_SECONDS = 3
TICKS_MOST = 2  # of a hundredth of a second each


class ScreenReaderTest(programs.EndsTest):
    @classmethod
    def setUpClass(cls):
        cls.before = dict(os.environ)
        cls.bus_folder = tempfile.mkdtemp(prefix="crosstalk-bus-")
        cls.bus = accessibility.SessionBus(cls.bus_folder)

    @classmethod
    def tearDownClass(cls):
        left = cls.bus.end()
        os.environ.clear()
        os.environ.update(cls.before)
        shutil.rmtree(cls.bus_folder, ignore_errors=True)
        if left:
            raise AssertionError(f"still running after the bus ended: {left}")

    def setUp(self):
        super().setUp()
        self.display = screen.Screen(self)
        os.environ["DISPLAY"] = self.display.display

    def ticks(self, window):
        """Processor time used until now."""
        stat = pathlib.Path(f"/proc/{window.process.pid}/stat").read_text()
        fields = stat.rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    def write_and_save(self, client, reader):
        editor = reader.find("text", "Note")
        self.assertTrue(reader.does(editor, reader.atspi.StateType.EDITABLE))
        self.assertTrue(reader.does(editor, reader.atspi.StateType.FOCUSED))
        writing = reader.atspi.EditableText
        self.assertTrue(writing.insert_text(editor, 0, NOTE, len(NOTE.encode())))
        self.assertEqual(NOTE, reader.text(editor))
        reader.hears("object:text-changed:insert", "Note", NOTE)
        self.assertEqual(len(NOTE), reader.atspi.Text.get_caret_offset(editor))
        self.display.run("type", "--delay", "1", " ok")
        reader.wait("typed text", lambda: reader.text(editor) == NOTE + " ok")
        self.assertTrue(writing.delete_text(editor, len(NOTE), len(NOTE) + 3))
        self.assertEqual(NOTE, reader.text(editor))
        sentence = reader.atspi.Text.get_string_at_offset(
            editor, 3, reader.atspi.TextGranularity.SENTENCE
        )
        self.assertEqual("Crews visit people whom no one else reaches. ", sentence.content)
        reader.press(reader.find("push button", "Save note"))
        reader.find("notification", "Saved")
        reader.hears("object:announcement", "Saved", "Saved")
        self.assertIn(NOTE, [one["body"] for one in client.list().values()])

    def read_timeline(self, reader):
        timeline = reader.find("page tab", "Timeline")
        reader.press(timeline)
        row = reader.find("list item", "The paper was never the obstacle.")
        self.assertIn("Leeds", row.get_description())
        self.assertTrue(reader.does(row, reader.atspi.StateType.SHOWING))
        reader.press(row)
        # Its words are read in the pane that it opens.
        reader.wait(
            "the note's own words",
            lambda: any(
                node.get_role_name() == "text" and reader.text(node) == PAPER
                for node in reader.all()
                if "Text" in node.get_interfaces()
            ),
        )
        chosen = reader.find("page tab", "Timeline")
        self.assertTrue(reader.does(chosen, reader.atspi.StateType.SELECTED))

    def tick_action(self, client, reader):
        reader.press(reader.find("page tab", "Actions"))
        row = reader.find("list item", "Phone the housing lead")
        self.assertIn("late", row.get_description())
        tick = reader.find("check box", "Phone the housing lead")
        self.assertFalse(reader.does(tick, reader.atspi.StateType.CHECKED))
        reader.press(tick)
        reader.hears("object:announcement", words="Done: Phone the housing lead")
        self.assertEqual(["done"], [one["state"] for one in client.json("actions")])

    def move_keyboard(self, reader):
        button = reader.find("push button", "Undo")
        component = reader.atspi.Component
        self.assertTrue(component.grab_focus(button))
        reader.hears("object:state-changed:focused", "Undo")
        self.assertTrue(reader.does(button, reader.atspi.StateType.FOCUSED))
        box = component.get_extents(button, reader.atspi.CoordType.SCREEN)
        middle = (box.x + box.width // 2, box.y + box.height // 2)
        window = reader.find("frame", "Crosstalk")
        at = component.get_accessible_at_point(window, *middle, reader.atspi.CoordType.SCREEN)
        self.assertEqual("Undo", at.get_name())

    def test_a_note_is_written_saved_and_found_and_an_action_is_ticked(self):
        client = self.client()
        client.log(
            "The paper was never the obstacle.",
            *("--body", PAPER, "--place", "Leeds"),
            *("--action", "Phone the housing lead;;2016-03-11"),
        )
        window = screen.Window(self, self.display, client.folder)
        reader = accessibility.Reader(self)
        self.assertIsNone(reader.application(), "a tree is made though nobody listens")
        reader.say_enabled(True)
        reader.listen(*EVENTS)
        reader.wait("the application", reader.application)
        self.write_and_save(client, reader)
        self.read_timeline(reader)
        self.tick_action(client, reader)
        self.move_keyboard(reader)
        self.assertEqual(1, len(window.said), f"it says more than the start: {window.said}")
        # All is told; who listens costs nothing while nothing changes.
        time.sleep(11)  # the toast goes
        reader.pump()
        before = self.ticks(window)
        time.sleep(IDLE_SECONDS)
        idle = self.ticks(window) - before
        resident = pathlib.Path(f"/proc/{window.process.pid}/status").read_text()
        memory = [line for line in resident.splitlines() if line.startswith("VmRSS")][0]
        print(f"{idle} ticks in {IDLE_SECONDS} s, {memory}, {window.said[0].strip()}")
        self.assertLessEqual(idle, TICKS_MOST)
        self.assertEqual((0, []), window.close())
        reader.wait("the end of the application", lambda: reader.application() is None)

    def test_a_readers_own_keys_are_not_for_the_window(self):
        window = screen.Window(self, self.display, self.client().folder)
        reader = accessibility.Reader(self)
        reader.say_enabled(True)
        reader.listen(*EVENTS)
        editor = reader.find("text", "Note")
        reader.watch_keys(lambda symbol: symbol == ord("q"))
        time.sleep(0.5)
        for letter in "aqb":
            typed = subprocess.Popen(
                ["xdotool", "key", letter], env=dict(os.environ, DISPLAY=self.display.display)
            )
            reader.wait(f"the end of {letter}", lambda: typed.poll() is not None)
        reader.wait("what was typed", lambda: reader.text(editor) == "ab")
        self.assertEqual([ord("a"), ord("q"), ord("b")], reader.down)
        self.assertIn((ord("q"), 24), reader.keys)
        self.assertEqual(1, len(window.said), window.said)

    def test_a_window_without_a_session_bus_says_nothing_and_starts_none(self):
        environment = programs.environment()
        for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"):
            environment.pop(name, None)
        environment["HOME"] = str(self.folder)
        window = screen.Window(self, self.display, self.client().folder, environment=environment)
        window.type("still writing")
        time.sleep(1)
        self.assertEqual(1, len(window.said), window.said)
        children = pathlib.Path(f"/proc/{window.process.pid}/task/{window.process.pid}/children")
        self.assertEqual("", children.read_text())
        self.assertEqual((0, []), window.close())


if __name__ == "__main__":
    unittest.main()
