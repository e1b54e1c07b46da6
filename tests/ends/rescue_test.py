"""Damage is named by `check`, and `rescue` saves what can be read of it into a new folder."""

import pathlib
import random
import shutil
import threading
import unittest

import programs

PAGE = 4096
NOTES = 40


def flip(path, at):
    with open(path, "r+b") as file:
        file.seek(at)
        byte = file.read(1)[0]
        file.seek(at)
        file.write(bytes([byte ^ 0x20]))


class RescueTest(programs.EndsTest):
    def filled(self, name="damaged"):
        client = self.client(name)
        path = self.folder / "in.csv"
        rows = [f"note {n},what was said {n} " + "and more " * 40 for n in range(NOTES)]
        path.write_text("summary,body\n" + "\n".join(rows) + "\n")
        client.run("import", path)
        client.run("check")
        return client

    def store(self, client):
        return pathlib.Path(client.folder) / "crosstalk.db"

    def content(self, client):
        return {p.name: p.read_bytes() for p in pathlib.Path(client.folder).iterdir()}

    def test_a_flipped_byte_in_any_page_is_named_and_costs_no_more_than_the_page(self):
        whole = self.filled()
        pages = self.store(whole).stat().st_size // PAGE
        chance = random.Random(1)
        for page in chance.sample(range(pages), 8) + [0]:
            damaged = self.client(f"damaged-{page}")
            shutil.copytree(whole.folder, damaged.folder)
            flip(self.store(damaged), page * PAGE + chance.randrange(16, PAGE))
            before = self.content(damaged)
            checked = damaged.raw("check")
            self.assertEqual(4, checked.returncode)
            self.assertIn(f"page {page + 1}", checked.stderr.decode())
            self.assertIn("rescue", checked.stderr.decode())
            new = self.client(f"new-{page}")
            report = new.json("rescue", damaged.folder)
            self.assertEqual(1, report["pages_damaged"])
            self.assertGreaterEqual(report["conversations"], NOTES - 15)
            self.assertEqual(report["conversations"], len(new.list()))
            new.run("check")
            self.assertEqual(before["crosstalk.db"], self.store(damaged).read_bytes())
            self.assertEqual(before["key.json"], self.content(damaged)["key.json"])

    def test_a_torn_file_gives_what_stands_before_the_tear(self):
        damaged = self.filled()
        size = self.store(damaged).stat().st_size
        with open(self.store(damaged), "r+b") as file:
            file.truncate(size * 3 // 4 + 100)
        self.assertEqual(4, damaged.raw("check").returncode)
        new = self.client("new")
        self.assertEqual(1, new.json("rescue", self.store(damaged))["pages_damaged"])
        new.run("check")

    def test_a_backup_is_read_into_a_new_folder_with_the_key_beside_it(self):
        client = self.filled()
        backup = self.folder / "kept" / "backup.db"
        backup.parent.mkdir()
        client.run("backup", backup)
        new = self.client("new")
        new.refused(4, "rescue", backup)
        self.assertEqual({}, new.list())
        shutil.copy(pathlib.Path(client.folder) / "key.json", backup.parent)
        new.run("rescue", backup)
        self.assertEqual(client.list(), new.list())
        new.refused(1, "rescue", backup)
        self.assertEqual(NOTES, len(new.list()))

    def test_a_backup_goes_back_into_a_folder_that_kept_its_key_and_lost_its_store(self):
        client = self.filled()
        listed = client.list()
        backup = self.folder / "backup.db"
        client.run("backup", backup)
        self.store(client).unlink()
        client.run("rescue", backup)
        self.assertEqual(listed, client.list())

    def test_nothing_is_rescued_from_nothing_and_a_folder_not_from_itself(self):
        client = self.filled()
        client.refused(1, "rescue", self.folder / "missing.db")
        client.refused(1, "rescue", client.folder)
        self.assertEqual(NOTES, len(client.list()))

    def test_a_wrong_and_a_missing_key_are_refused_and_nothing_is_touched(self):
        client = self.filled()
        other = self.client("other")
        other.log("mine")
        before = self.store(client).read_bytes()
        key = pathlib.Path(client.folder) / "key.json"
        held = key.read_bytes()
        shutil.copy(pathlib.Path(other.folder) / "key.json", key)
        self.assertEqual(4, client.raw("check").returncode)
        key.unlink()
        client.refused(4, "check")
        self.assertEqual(before, self.store(client).read_bytes())
        key.write_bytes(held)
        client.run("check")

    def test_the_index_is_made_anew_and_everything_is_found_again(self):
        client = self.filled()
        client.run("check", "--rebuild")
        self.assertEqual(1, len(client.json("list", "--query", "17")))
        client.run("check")

    def test_a_backup_made_while_another_process_writes_is_whole(self):
        client = self.filled()
        stop = threading.Event()

        def write():
            while not stop.is_set():
                client.log("while the backup is made", "--action", "act;somebody;2030-01-01")

        thread = threading.Thread(target=write)
        thread.start()
        try:
            for number in range(6):
                kept = self.folder / f"kept-{number}"
                kept.mkdir()
                before = len(client.list())
                client.run("backup", kept / "crosstalk.db")
                after = len(client.list())
                shutil.copy(pathlib.Path(client.folder) / "key.json", kept)
                copy = programs.Client(self, kept)
                copy.run("check")
                listed = copy.json("list")
                self.assertTrue(before <= len(listed) <= after, (before, len(listed), after))
                for note in listed:
                    if note["summary"].startswith("while"):
                        self.assertEqual(1, len(note["actions"]))
        finally:
            stop.set()
            thread.join()


if __name__ == "__main__":
    unittest.main()
