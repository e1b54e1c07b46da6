"""kill -9 while a note is typed into the real window: at most the last 250 ms are missing."""

import random
import time
import unittest

import programs
import screen

KILLS = 100
SECONDS_LOST_MAX = 0.25
LETTERS = "the quick brown fox jumps over a lazy dog and "
NOTE = (LETTERS * 5)[:200]


class WindowKilledTest(programs.EndsTest):
    def body(self, client):
        drafts = [one for one in client.json("drafts") if one["id"] is None]
        self.assertLessEqual(len(drafts), 1)
        return drafts[0]["body"] if drafts else ""

    def test_a_note_of_200_characters_survives_a_kill_after_every_second_one(self):
        client = self.client()
        other = client.log("a saved note, which nobody edits", "--body", "its words")
        display = screen.Screen(self)
        chance = random.Random(4)
        kept, missing = "", 0
        for number in range(KILLS):
            window = screen.Window(self, display, client.folder)
            sent = []
            for letter in NOTE[len(kept) : max(2 * (number + 1), len(kept) + 1)]:
                window.type(letter)
                sent.append(time.monotonic())
            time.sleep(chance.random() * 0.35)
            killed = time.monotonic()
            window.kill()
            now = self.body(client)
            typed = kept + NOTE[len(kept) : len(kept) + len(sent)]
            safe = len(kept) + sum(killed - at >= SECONDS_LOST_MAX for at in sent)
            self.assertEqual(typed[: len(now)], now, f"kill {number}")
            self.assertGreaterEqual(len(now), safe, f"kill {number}: {typed!r}, {now!r}")
            missing += len(typed) - len(now)
            kept = now
        self.assertGreater(len(kept), 150)
        self.assertEqual("its words", client.json("show", other)["body"])
        client.run("check")
        print(f"{KILLS} kills, {len(kept)} characters kept, {missing} typed again")


if __name__ == "__main__":
    unittest.main()
