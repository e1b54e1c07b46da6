"""kill -9 at random moments while `log` runs: what it said is safe is there at the next start."""

import random
import subprocess
import time
import unittest

import programs

KILLS = 50
KILLS_WHILE_WRITING = 10
IDS = 500
KILLS_MAX = 400


class Loop:
    """One `log` after another on one folder; kills one of them now and then."""

    def __init__(self, client, folder, seed):
        self.client = client
        self.store = folder / "crosstalk.db"
        self.chance = random.Random(seed)
        self.number = 0
        self.printed = set()
        self.kills = 0
        self.kills_while_writing = 0
        self.seconds = 0.1  # how long a `log` takes, smoothed

    def start(self):
        self.number += 1
        return subprocess.Popen(
            [
                *(programs.CLIENT, "--data", self.client.folder, "log"),
                *("--summary", f"note {self.number}", "--body", "words " * self.number),
                *("--action", f"act {self.number};somebody;2030-01-01"),
            ],
            stdout=subprocess.PIPE,
            env=programs.environment(),
        )

    def end(self, process):
        """Takes what it printed; an id counts once its whole line is out."""
        for line in process.communicate()[0].decode().splitlines(keepends=True):
            if line.endswith("\n"):
                self.printed.add(line.strip())
        return process.returncode

    def finish_one(self):
        begun = time.monotonic()
        process = self.start()
        code = self.end(process)
        self.seconds = 0.9 * self.seconds + 0.1 * (time.monotonic() - begun)
        return code

    def written(self):
        """What the store's files look like from outside.

        An empty write-ahead log was made by opening, not by writing.
        """
        marks = []
        for path in (self.store, self.store.with_name(self.store.name + "-wal")):
            try:
                status = path.stat()
                marks.append((status.st_size, status.st_mtime_ns) if status.st_size else None)
            except FileNotFoundError:
                marks.append(None)
        return marks

    def kill_one(self):
        """Half of them at any moment, half at some moment after the first write is seen."""
        before = self.written()
        process = self.start()
        if self.chance.random() < 0.5:
            time.sleep(self.chance.uniform(0, 1.2 * self.seconds))
        else:
            while self.written() == before and process.poll() is None:
                time.sleep(0.0005)
            time.sleep(self.chance.uniform(0, 0.2 * self.seconds))
        process.kill()
        if self.end(process) == 0:
            return  # it was faster
        self.kills += 1
        if self.written() != before:
            self.kills_while_writing += 1

    def done(self):
        return (
            self.kills >= KILLS
            and self.kills_while_writing >= KILLS_WHILE_WRITING
            and len(self.printed) >= IDS
        )


class KilledWhileLoggingTest(programs.EndsTest):
    def test_every_id_that_was_printed_is_there_at_the_next_start(self):
        client = self.client()
        loop = Loop(client, self.folder / "client", seed=1)
        self.assertEqual(0, loop.finish_one())
        while not loop.done() and loop.kills < KILLS_MAX:
            for _ in range(IDS // KILLS):
                self.assertEqual(0, loop.finish_one(), "a log after a kill fails")
            loop.kill_one()
            if loop.kills % 5 == 0:
                self.assertEqual(set(), loop.printed - set(client.list()))
        self.assertTrue(
            loop.done(),
            f"{loop.kills} kills, {loop.kills_while_writing} while writing, "
            f"{len(loop.printed)} ids",
        )
        kept = client.list()
        self.assertEqual(set(), loop.printed - set(kept))
        for one in kept.values():
            self.assertEqual(1, len(one["actions"]), "half a note was kept")
        client.run("check")


if __name__ == "__main__":
    unittest.main()
