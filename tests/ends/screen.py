"""A display that nobody sees, the real window on it, and a person who types."""

import ctypes
import os
import signal
import subprocess
import threading
import time

import programs


class Screen:
    """An X server of the test's own."""

    def __init__(self, test):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        test.addCleanup(self.end)
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.display = f":{pipe.readline().strip()}"

    def end(self):
        self.server.terminate()
        self.server.wait(timeout=30)

    def run(self, *arguments):
        """What xdotool says; fails unless it can do it."""
        environment = dict(os.environ, DISPLAY=self.display)
        return subprocess.run(
            ["xdotool", *arguments],
            env=environment,
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout


class CloseMessage(ctypes.Structure):
    """XClientMessageEvent, as long as any event of X."""

    _fields_ = [
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("window", ctypes.c_ulong),
        ("message_type", ctypes.c_ulong),
        ("format", ctypes.c_int),
        ("data", ctypes.c_long * 5),
        ("rest", ctypes.c_long * 12),
    ]


def ask_to_close(display, window):
    """WM_DELETE_WINDOW, which a window manager sends, and there is none here."""
    x11 = ctypes.CDLL("libX11.so.6")
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    opened = ctypes.c_void_p(x11.XOpenDisplay(display.encode()))
    client_message = 33
    message = CloseMessage(type=client_message, window=window, format=32)
    message.message_type = x11.XInternAtom(opened, b"WM_PROTOCOLS", 0)
    message.data[0] = x11.XInternAtom(opened, b"WM_DELETE_WINDOW", 0)
    x11.XSendEvent(opened, ctypes.c_ulong(window), 0, ctypes.c_long(0), ctypes.byref(message))
    x11.XCloseDisplay(opened)


class Window:
    """`crosstalk` without a verb, drawn and with the keyboard's focus."""

    def __init__(self, test, screen, folder, environment=None, cwd=None):
        self.test = test
        self.screen = screen
        self.said = []
        self.drawn = threading.Event()
        self.process = subprocess.Popen(
            [programs.CLIENT, "--data", folder],
            env=dict(
                environment or programs.environment(),
                DISPLAY=screen.display,
                SDL_VIDEODRIVER="x11",
                CROSSTALK_TRACE_START="1",
            ),
            cwd=cwd,
            stderr=subprocess.PIPE,
            text=True,
        )
        test.addCleanup(self.kill)
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()
        if not self.drawn.wait(timeout=programs.SECONDS_MAX):
            test.fail("no window: " + "".join(self.said))
        pid = str(self.process.pid)
        for _ in range(200):
            try:
                found = screen.run("search", "--onlyvisible", "--pid", pid).split()
                screen.run("windowfocus", "--sync", found[-1])
                self.number = found[-1]
                return
            except (subprocess.CalledProcessError, IndexError):
                time.sleep(0.05)
        test.fail("the window cannot have the keyboard")

    def read(self):
        for line in self.process.stderr:
            self.said.append(line)
            if "first frame" in line:
                self.drawn.set()

    def type(self, text):
        self.screen.run("type", "--delay", "1", text)

    def close(self):
        """As its frame's button does. Gives the exit code and what it said since it started."""
        ask_to_close(self.screen.display, int(self.number))
        code = self.process.wait(timeout=programs.SECONDS_MAX)
        self.reader.join(timeout=60)
        return code, self.said[1:]

    def kill(self, how=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.reader.join(timeout=60)
        self.process.stderr.close()
        return self.process.returncode
