"""A display that nobody sees, the real window on it, and a person who types."""

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

    def kill(self, how=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.reader.join(timeout=60)
        self.process.stderr.close()
        return self.process.returncode
