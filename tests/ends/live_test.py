"""Two devices live: what one saves is on the other soon, by windows that nobody touches."""

import signal
import subprocess
import threading
import time
import unittest

import programs
import wire

# The promise is one second; a machine that compiles beside the test is given more.
SECONDS_BETWEEN_DEVICES = 3.0


class LiveTest(programs.EndsTest):
    def window(self, client):
        """The window itself, drawn on no screen; it syncs by itself while it is open."""
        place = dict(programs.environment(), SDL_VIDEODRIVER="dummy")
        process = subprocess.Popen(
            [programs.CLIENT, "--data", client.folder],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env=place,
        )
        self.addCleanup(process.stderr.close)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def wait_until(self, what, holds, seconds):
        """How long it took; fails the test, saying what was missing, when it takes too long."""
        begun = time.monotonic()
        while time.monotonic() - begun < seconds:
            if holds():
                return time.monotonic() - begun
            time.sleep(0.02)
        self.fail(f"{what} did not happen within {seconds} s")

    def test_what_a_verb_saves_beside_one_window_is_shown_beside_the_other(self):
        hub = self.hub()
        first = self.joined(hub, "recorder", "Ann")
        second = self.joined(hub, "coordinator", "Cat")
        windows = [self.window(first), self.window(second)]
        identity = first.log("says hello")
        self.wait_until("the first note", lambda: identity in second.list(), 60)
        for number in range(5):
            identity = first.log(f"note {number}")
            there = lambda: identity in second.list()  # noqa: E731
            self.wait_until(f"note {number}", there, SECONDS_BETWEEN_DEVICES)
        back = first.log("to be answered", "--action", "answer")
        self.wait_until("the question", lambda: back in second.list(), SECONDS_BETWEEN_DEVICES)
        second.run("edit", back, "--theme", "trust")
        self.wait_until(
            "the answer",
            lambda: first.json("show", back)["themes"] == ["trust"],
            SECONDS_BETWEEN_DEVICES,
        )

        # A second window on the same folder is turned away in one line; the first stays.
        again = subprocess.run(
            [programs.CLIENT, "--data", first.folder],
            capture_output=True,
            env=dict(programs.environment(), SDL_VIDEODRIVER="dummy"),
            timeout=programs.SECONDS_MAX,
        )
        self.assertEqual(4, again.returncode)
        self.assertEqual(1, len(again.stderr.splitlines()), again.stderr)
        self.assertEqual([None, None], [window.poll() for window in windows])

        # Without the hub both go on; when it returns all arrives by itself.
        hub.kill()
        offline = [first.log(f"offline {number}") for number in range(2)]
        hub.start()
        self.wait_until("the offline notes", lambda: set(offline) <= set(second.list()), 120)
        for window in windows:
            window.send_signal(signal.SIGTERM)
        for client in (first, second):
            client.run("check")
            self.assertEqual(0, client.json("status")["waiting"])

    def test_a_waiting_call_is_answered_as_soon_as_another_device_has_sent(self):
        hub = self.hub()
        author = self.joined(hub, "recorder", "Ann")
        author.sync()
        reader = wire.Wire(hub.address)
        reader.join(hub.invite("recorder"))
        reader.pull()
        answered = {}

        def wait():
            answered["changes"] = reader.sync(wait=50)[1]["changes"]
            answered["at"] = time.monotonic()

        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.5)
        author.log("news", "--visibility", "team")
        begun = time.monotonic()
        author.sync()
        thread.join()
        self.assertEqual(["news"], [one["set"]["summary"] for one in answered["changes"]])
        self.assertLess(answered["at"] - begun, SECONDS_BETWEEN_DEVICES)


if __name__ == "__main__":
    unittest.main()
