"""A hub that is put back, receipts, and what becomes of a rejected change, by the programs."""

import pathlib
import signal
import subprocess
import unittest

import programs

TOO_LARGE = b"x" * 1_000_100


class RestoreTest(programs.EndsTest):
    def stop(self, hub):
        hub.process.send_signal(signal.SIGTERM)
        hub.process.wait(programs.SECONDS_MAX)

    def restore(self, hub, backup):
        """With the hub stopped; gives what the verb says."""
        self.stop(hub)
        said = hub.run("restore", backup)
        hub.start()
        return said

    def test_a_restore_loses_nothing_that_a_device_holds_and_gives_nobody_back_their_access(self):
        hub = self.hub()
        ann = self.joined(hub, "recorder", "Ann")
        bob = self.joined(hub, "recorder", "Bob")
        before = ann.log("before the backup", "--visibility", "team")
        ann.sync()
        bob.sync()
        backup = f"{self.folder}/backup"
        hub.run("backup", backup)
        after = ann.log("after the backup", "--visibility", "team")
        ann.sync()
        hub.run("revoke", bob.json("status")["device"])
        busy = subprocess.run(
            [programs.HUB, "restore", backup, "--store", hub.store], capture_output=True
        )
        self.assertNotEqual(0, busy.returncode)
        said = self.restore(hub, backup)
        self.assertIn(".before-restore-", said)
        bob.refused(3, "sync")
        ann.sync()
        cat = self.joined(hub, "coordinator", "Cat")
        cat.sync()
        self.assertEqual({before, after}, set(cat.list()))
        hub.run("check")

    def test_without_its_journal_a_restored_hub_lets_nobody_in_before_they_are_confirmed(self):
        hub = self.hub()
        ann = self.joined(hub, "recorder", "Ann")
        note = ann.log("kept")
        ann.sync()
        backup = f"{self.folder}/backup"
        hub.run("backup", backup)
        pathlib.Path(hub.store.removeprefix("sqlite:") + ".journal").unlink()
        self.assertIn("confirm", self.restore(hub, backup))
        ann.refused(3, "sync")
        (device,) = hub.devices()
        self.assertTrue(device["unconfirmed"])
        hub.run("confirm", device["device"])
        ann.sync()
        self.assertEqual({note}, set(ann.list()))

    def test_a_receipt_counts_what_the_hub_holds_and_a_rejected_change_is_mended(self):
        hub = self.hub()
        ann = self.joined(hub, "recorder", "Ann")
        note = ann.log("too large", "--body", "-", stdin=TOO_LARGE)
        ann.log("fits")
        receipt = ann.json("receipt")
        self.assertTrue(receipt["same"])
        self.assertEqual(receipt["held"], receipt["on_hub"])
        self.assertEqual([], receipt["missing"])
        self.assertEqual(receipt["held"], ann.json("status")["receipt"]["held"])
        (rejected,) = ann.json("rejected")
        ann.run("resend", rejected["id"])
        ann.sync()
        (rejected,) = ann.json("rejected")
        ann.run("mend", rejected["id"], "--body", "short enough")
        more = ann.json("receipt")
        self.assertEqual(receipt["held"] + 1, more["on_hub"])
        self.assertEqual("short enough", ann.json("show", note)["body"])
        self.assertEqual([], ann.json("rejected"))


if __name__ == "__main__":
    unittest.main()
