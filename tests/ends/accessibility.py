"""A session bus of the test's own with assistive technology on it, and one who reads by it."""

import os
import pathlib
import signal
import subprocess
import time

SECONDS_MAX = 60


class SessionBus:
    """A private session bus; what it starts lives and ends with it. One for a process: the client
    library keeps its connection."""

    def __init__(self, folder):
        self.runtime = pathlib.Path(folder) / "runtime"
        self.runtime.mkdir(mode=0o700)
        reading, writing = os.pipe()
        os.environ.update(
            XDG_RUNTIME_DIR=str(self.runtime),
            GSETTINGS_BACKEND="memory",
            GIO_USE_VFS="local",
        )
        self.daemon = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--print-address={writing}"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            os.environ["DBUS_SESSION_BUS_ADDRESS"] = pipe.readline().strip()

    def end(self):
        """Ends the bus; gives the names of programs that had not ended with it and had to be."""
        self.daemon.terminate()
        self.daemon.wait(timeout=30)
        deadline = time.monotonic() + 10
        while self.started() and time.monotonic() < deadline:
            time.sleep(0.1)
        left = self.started()
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        return list(left.values())

    def started(self):
        """Programs that were started with this bus's runtime folder, but for this one."""
        mark = f"XDG_RUNTIME_DIR={self.runtime}\0".encode()
        found = {}
        for folder in pathlib.Path("/proc").iterdir():
            if not folder.name.isdigit() or int(folder.name) == os.getpid():
                continue
            try:
                if mark in (folder / "environ").read_bytes():
                    found[int(folder.name)] = (folder / "comm").read_text().strip()
            except OSError:
                continue  # it has just ended
        return {pid: name for pid, name in found.items() if name}


class Reader:
    """What a screen reader does: looks at the tree, hears events, asks for things to be done."""

    def __init__(self, test):
        import gi

        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, Gio, GLib

        self.test = test
        self.atspi, self.gio, self.glib = Atspi, Gio, GLib
        self.heard = []
        self.listener = None
        self.keys, self.down = [], []
        self.key_listener = None

    def say_enabled(self, enabled):
        """What a screen reader tells the desktop when it starts."""
        bus = self.gio.bus_get_sync(self.gio.BusType.SESSION, None)
        bus.call_sync(
            "org.a11y.Bus",
            "/org/a11y/bus",
            "org.freedesktop.DBus.Properties",
            "Set",
            self.glib.Variant(
                "(ssv)", ("org.a11y.Status", "IsEnabled", self.glib.Variant("b", enabled))
            ),
            None,
            self.gio.DBusCallFlags.NONE,
            -1,
            None,
        )

    def listen(self, *kinds):
        self.atspi.init()
        self.listener = self.atspi.EventListener.new(self.hear)
        for kind in kinds:
            self.listener.register(kind)

    def hear(self, event):
        name = ""
        try:
            name = event.source.get_name() or ""
        except self.glib.Error:
            pass  # it has gone since
        self.heard.append((event.type, name, event.detail1, event.any_data))

    def watch_keys(self, keeps):
        """Hears of each key before the window does; keeps those that `keeps` says are its own."""

        def hear(event, _):
            self.keys.append((event.id, event.hw_code))
            if event.type == self.atspi.EventType.KEY_PRESSED_EVENT:
                self.down.append(event.id)
            return keeps(event.id)

        self.key_listener = self.atspi.DeviceListener.new(hear, None)
        kinds = (1 << self.atspi.EventType.KEY_PRESSED_EVENT) | (
            1 << self.atspi.EventType.KEY_RELEASED_EVENT
        )
        sync = self.atspi.KeyListenerSyncType
        how = sync.SYNCHRONOUS | sync.CANCONSUME
        # Its answer says nothing: it is False also where keys come.
        self.atspi.register_keystroke_listener(self.key_listener, [], 0, kinds, how)

    def pump(self):
        context = self.glib.MainContext.default()
        while context.iteration(False):
            pass

    def wait(self, what, condition):
        """The first true answer of `condition`; fails the test with `what` when none comes."""
        deadline = time.monotonic() + SECONDS_MAX
        while time.monotonic() < deadline:
            self.pump()
            try:
                found = condition()
            except self.glib.Error:
                found = None  # what was looked at went while it was
            if found:
                return found
            time.sleep(0.02)
        heard = self.heard[-20:]
        self.test.fail(f"{what} did not come; the tree is\n{self.tree()}\nheard: {heard}")

    def application(self):
        desktop = self.atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_name() == "Crosstalk":
                return child
        return None

    def all(self, node=None):
        """Everything below, in order."""
        node = node or self.application()
        if node is None:
            return
        node.clear_cache()
        yield node
        for index in range(node.get_child_count()):
            child = node.get_child_at_index(index)
            if child is not None:
                yield from self.all(child)

    def tree(self):
        lines = []
        try:
            for node in self.all():
                words = f"{node.get_name()!r} {node.get_description()!r}"
                lines.append(f"{node.get_role_name()}: {words}")
        except self.glib.Error as error:
            lines.append(str(error))
        return "\n".join(lines)

    def find(self, role, name=None):
        """The first with this role, and name where one is given."""

        def look():
            for node in self.all():
                if node.get_role_name() == role and name in (None, node.get_name()):
                    return node
            return None

        return self.wait(f"{role} {name!r}", look)

    def does(self, node, *states):
        node.clear_cache()
        held = node.get_state_set()
        return all(held.contains(state) for state in states)

    def press(self, node):
        self.test.assertTrue(self.atspi.Action.do_action(node, 0))

    def text(self, node):
        text = self.atspi.Text
        return text.get_text(node, 0, text.get_character_count(node))

    def hears(self, kind, name=None, words=None):
        """An event of this kind, from what has this name, with these words."""

        def look():
            for heard in self.heard:
                if heard[0] != kind or name not in (None, heard[1]):
                    continue
                if words in (None, heard[3]):
                    return heard
            return None

        return self.wait(f"{kind} of {name!r} with {words!r}", look)
