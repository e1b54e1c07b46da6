"""scripts/run: one command from nothing to a client joined to a hub, and the same data again."""

import json
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
CLIENT = ROOT / "build" / "bin" / "crosstalk"
SECONDS_MAX = 120


class Running:
    """scripts/run with a data place of its own, as a context; `address` once it has been said."""

    def __init__(self, place, *arguments, display=None):
        self.place = pathlib.Path(place)
        environment = {
            name: value
            for name, value in os.environ.items()
            if name not in ("DISPLAY", "WAYLAND_DISPLAY", "CROSSTALK_PASSPHRASE")
        }
        # An empty passphrase means the key file: no desktop's secret service is asked.
        environment.update(CROSSTALK_RUN_DATA=str(place), CROSSTALK_PASSPHRASE="")
        if display:
            environment["DISPLAY"] = display
        self.environment = environment
        self.output = tempfile.TemporaryFile("w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [ROOT / "scripts" / "run", *arguments],
            env=environment,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.output.close()

    def said(self):
        self.output.seek(0)
        return self.output.read()

    def wait_for(self, words):
        """Waits until the script has said a line with these words and returns that line."""
        deadline = time.monotonic() + SECONDS_MAX
        while time.monotonic() < deadline:
            ended = self.process.poll() is not None
            for line in self.said().splitlines():
                if words in line:
                    return line
            if ended:
                break
            time.sleep(0.1)
        raise AssertionError(f"never said '{words}', but:\n{self.said()}")

    def address(self):
        return self.wait_for("web address: ").rsplit(" ", 1)[1]

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def client(self, *arguments):
        command = [CLIENT, "--data", self.place / "client", *arguments]
        result = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=60, check=False
        )
        if result.returncode != 0:
            raise AssertionError(f"{arguments[0]}: exit {result.returncode}: {result.stderr}")
        return result.stdout


def is_served(address):
    try:
        with urllib.request.urlopen(address + "readyz", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def wait_until(condition, what):
    deadline = time.monotonic() + SECONDS_MAX
    while time.monotonic() < deadline:
        if condition():
            return
        time.sleep(0.2)
    raise AssertionError(f"waited in vain for {what}")


class RunScriptTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # So that the waits below are not for the compiler, where something was edited meanwhile.
        subprocess.run([ROOT / "scripts" / "build"], stdout=subprocess.DEVNULL, check=True)

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.place = pathlib.Path(folder.name) / "place"

    def test_it_starts_a_hub_with_a_joined_client_and_goes_on_with_the_same_data(self):
        with Running(self.place) as run:
            address = run.address()
            self.assertTrue(is_served(address))
            self.assertEqual("coordinator", json.loads(run.client("status", "--json"))["role"])
            noted = run.client("log", "--summary", "Said to the script").strip()
            self.assertEqual(0, run.stop(), run.said())
            self.assertFalse(is_served(address))
        with Running(self.place) as run:
            self.assertEqual(address, run.address())
            self.assertEqual([noted], [n["id"] for n in json.loads(run.client("list", "--json"))])
            self.assertGreaterEqual(json.loads(run.client("sync", "--json"))["sent"], 0)
            self.assertNotIn("joining", run.said())

    def test_the_demo_loads_the_samples_once(self):
        counts = []
        for _ in range(2):
            with Running(self.place, "--demo") as run:
                run.address()
                counts.append(len(json.loads(run.client("list", "--json"))))
        self.assertGreater(counts[0], 0)
        self.assertEqual(counts[0], counts[1])

    def test_a_second_one_on_the_same_data_says_so(self):
        with Running(self.place) as first:
            address = first.address()
            with Running(self.place) as second:
                second.wait_for("already running")
                self.assertEqual(1, second.process.wait(timeout=30))
            self.assertTrue(is_served(address))

    def test_a_hub_left_behind_by_a_killed_script_is_ended_first(self):
        with Running(self.place) as run:
            address = run.address()
            run.process.kill()
            run.process.wait(timeout=30)
            self.assertTrue(is_served(address))
        with Running(self.place) as run:
            run.wait_for("ending the hub of an earlier run")
            self.assertEqual(address, run.address())

    def test_where_there_is_a_display_the_window_opens(self):
        reading, writing = os.pipe()
        screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stderr=subprocess.DEVNULL,
        )
        self.addCleanup(lambda: (screen.terminate(), screen.wait(timeout=30)))
        os.close(writing)
        with os.fdopen(reading) as pipe:
            display = f":{pipe.readline().strip()}"
        search = ["xdotool", "search", "--onlyvisible", "--name", "Crosstalk"]
        environment = {**os.environ, "DISPLAY": display}

        def window_is_open():
            found = subprocess.run(search, env=environment, capture_output=True, check=False)
            return found.returncode == 0 and found.stdout.strip() != b""

        with Running(self.place, display=display) as run:
            run.address()
            wait_until(window_is_open, f"a window; the script said:\n{run.said()}")
            self.assertEqual(0, run.stop(), run.said())
        self.assertFalse(window_is_open())


if __name__ == "__main__":
    unittest.main()
