"""The built programs, driven from outside by their contract alone."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("CROSSTALK_BIN", ROOT / "build" / "bin"))
CLIENT = BIN / "crosstalk"
HUB = BIN / "crosstalk-hub"
SAMPLES = ROOT / "client" / "samples" / "conversations.csv"
SECONDS_MAX = 180


def environment():
    """An empty passphrase means the key file: no desktop's secret service is asked."""
    return dict(os.environ, CROSSTALK_PASSPHRASE="", LC_ALL="C.UTF-8")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Hub:
    """A hub with a store of its own; serving after `start`, killed at the test's end."""

    def __init__(self, test, folder):
        self.test = test
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.store = f"sqlite:{folder}/hub.sqlite"
        self.log = pathlib.Path(folder) / "hub.log"
        self.process = None
        test.addCleanup(self.kill)

    def run(self, *arguments):
        """A verb; fails the test unless it succeeds. Gives what it wrote."""
        result = subprocess.run(
            [HUB, *arguments, "--store", self.store],
            capture_output=True,
            text=True,
            timeout=SECONDS_MAX,
        )
        if result.returncode != 0:
            self.test.fail(f"crosstalk-hub {arguments[0]}: {result.returncode}: {result.stderr}")
        return result.stdout

    def start(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [HUB, "serve", "--store", self.store, "--listen", f"127.0.0.1:{self.port}"],
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + SECONDS_MAX
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(self.address + "/readyz", timeout=2) as answer:
                    if answer.status == 200:
                        return self
            except OSError:
                pass
            time.sleep(0.05)
        self.test.fail("the hub did not become ready: " + self.log.read_text()[-500:])

    def kill(self):
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def invite(self, role, name=None, space="Test", uses=1, expires=None):
        """A join link."""
        arguments = ["invite", "--space", space, "--role", role, "--uses", str(uses)]
        arguments += ["--base-url", self.address]
        if name:
            arguments += ["--name", name]
        if expires:
            arguments += ["--expires", expires]
        return self.run(*arguments).strip().splitlines()[-1].strip()

    def devices(self, space="Test"):
        return json.loads(self.run("devices", "--space", space, "--json"))


class Client:
    """`crosstalk` on one data folder."""

    def __init__(self, test, folder):
        self.test = test
        self.folder = str(folder)

    def raw(self, *arguments, stdin=None, **options):
        """Any outcome; output as bytes."""
        return subprocess.run(
            [CLIENT, "--data", self.folder, *arguments],
            capture_output=True,
            input=stdin if stdin is not None else b"",
            env=environment(),
            timeout=SECONDS_MAX,
            **options,
        )

    def run(self, *arguments, stdin=None):
        """Fails the test unless the verb succeeds; gives what it wrote, as text."""
        result = self.raw(*arguments, stdin=stdin)
        if result.returncode != 0:
            self.test.fail(
                f"crosstalk {' '.join(map(str, arguments))[:200]}: exit {result.returncode}: "
                + result.stderr.decode(errors="replace")[-500:]
            )
        return result.stdout.decode()

    def refused(self, code, *arguments, stdin=None):
        """Fails the test unless the verb ends with this exit code and says why in one line.

        Gives that line.
        """
        result = self.raw(*arguments, stdin=stdin)
        said = result.stderr.decode(errors="replace")
        what = f"crosstalk {' '.join(map(str, arguments))[:200]}"
        self.test.assertEqual(code, result.returncode, f"{what}: {said}")
        self.test.assertEqual(1, len(said.strip().splitlines()), f"{what} says: {said!r}")
        return said.strip()

    def json(self, *arguments):
        return json.loads(self.run(*arguments, "--json"))

    def log(self, summary, *arguments, stdin=None):
        """Logs a conversation; gives its id."""
        return self.run("log", "--summary", summary, *arguments, stdin=stdin).strip()

    def list(self):
        """All conversations by their id."""
        return {one["id"]: one for one in self.json("list")}

    def sync(self):
        """Syncs until nothing waits."""
        for _ in range(20):
            result = self.raw("sync")
            if result.returncode == 0 and self.json("status")["waiting"] == 0:
                return
            time.sleep(0.2)
        self.test.fail("still waiting after 20 syncs: " + result.stderr.decode(errors="replace"))


class EndsTest(unittest.TestCase):
    """A folder for each test, and hubs and clients in it."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="crosstalk-ends-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def client(self, name="client"):
        return Client(self, self.folder / name)

    def hub(self):
        """A serving hub with one space, Test."""
        hub = Hub(self, self.folder)
        hub.run("space", "add", "Test")
        return hub.start()

    def joined(self, hub, role, name):
        """A client that joined under that name."""
        client = self.client(name)
        client.run("join", hub.invite(role, name=name))
        return client
