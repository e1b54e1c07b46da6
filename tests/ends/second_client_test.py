"""A client of another language, written from sync/PROTOCOL.md, agrees with the real ones."""

import random
import unittest

import programs
import replica

SECTORS = ("nhs", "housing", "police", "education")
ROUNDS = 8


def by_list(values, name):
    return sorted(
        field.split("/")[1]
        for field, on in values.items()
        if field.startswith(name + "/") and on is True
    )


class SecondClientTest(programs.EndsTest):
    def setUp(self):
        super().setUp()
        self.service = self.hub()
        self.ann = self.joined(self.service, "recorder", "Ann")
        self.cat = self.joined(self.service, "coordinator", "Cat")
        self.other = replica.Replica(self.service.address)
        status, answer = self.other.join(self.service.invite("coordinator", "Dora"))
        self.assertEqual((200, "coordinator"), (status, answer["role"]))

    def settle(self):
        """All meet; what one sent in the first round the others have after the second."""
        for _ in range(2):
            self.ann.sync()
            self.cat.sync()
            self.other.settle()

    def assert_same(self, record, client):
        """What the real client shows of a conversation is what the other one merged."""
        shown = client.json("show", record)
        values = self.other.value(record)
        texts = values.get("body", [])
        self.assertEqual(texts if len(texts) > 1 else [], shown["bodies"])
        if texts:
            self.assertEqual(texts[0], shown["body"])
        self.assertEqual(values["summary"], shown["summary"])
        for name in ("sectors", "themes"):
            self.assertEqual(by_list(values, name), sorted(shown[name]))
        for name in ("stance", "place"):
            self.assertEqual(values.get(name), shown[name])

    def test_what_either_logs_is_on_the_other(self):
        real = self.ann.log(
            "from the real one",
            "--body",
            "Ŵyneb 👩🏽‍⚕️",
            "--visibility",
            "team",
            "--sector",
            "nhs",
            "--action",
            "phone them;analyst;2030-01-02",
        )
        made = self.other.save(
            summary="from the other",
            body="ŷ and العربية",
            visibility="team",
            **{"sectors/housing": True, "stance": "idea"},
        )
        self.other.save("action", parent=made, text="write to them", due="2030-02-03")
        self.settle()
        for client in (self.ann, self.cat):
            self.assertEqual({real, made}, set(client.list()))
            self.assert_same(real, client)
            self.assert_same(made, client)
        shown = self.cat.json("show", made)
        self.assertEqual(["write to them"], [one["text"] for one in shown["actions"]])
        actions = [
            values
            for values in map(self.other.value, self.other.records)
            if values.get("parent") == real
        ]
        self.assertEqual(
            [("phone them", "2030-01-02")], [(one["text"], one["due"]) for one in actions]
        )

    def edit(self, chance, record, number):
        """One edit of one of the three, apart from the others."""
        who = chance.choice(("ann", "cat", "other"))
        sector = chance.choice(SECTORS)
        on = chance.random() < 0.6
        choice = chance.choice(("body", "summary", "sectors", "stance"))
        if who == "other":
            fields = {
                "body": {"body": f"text {number}"},
                "summary": {"summary": f"line {number}"},
                "sectors": {f"sectors/{sector}": on},
                "stance": {"stance": "ask"},
            }
            self.other.save(record=record, **fields[choice])
            return
        words = {
            "body": ("--body", f"text {number}"),
            "summary": ("--summary", f"line {number}"),
            "sectors": ("--sector" if on else "--no-sector", sector),
            "stance": ("--stance", "challenge"),
        }
        client = self.cat if who == "cat" else self.ann
        client.run("edit", record, *words[choice])

    def test_after_edits_apart_all_three_show_the_same(self):
        chance = random.Random(20261124)
        records = [
            self.ann.log(f"note {number}", "--body", "first", "--visibility", "team")
            for number in range(4)
        ]
        self.settle()
        versions = 0
        for round_number in range(ROUNDS):
            for number in range(5):
                self.edit(chance, chance.choice(records), f"{round_number}-{number}")
            self.settle()
            for record in records:
                self.assert_same(record, self.ann)
                self.assert_same(record, self.cat)
                versions = max(versions, len(self.other.value(record)["body"]))
        self.assertGreater(versions, 1, "no two versions of a text ever met")
        self.assertEqual({}, self.other.rejected)
        merged = max(records, key=lambda one: len(self.other.value(one)["body"]))
        self.other.save(record=merged, body="all in one")
        self.settle()
        self.assertEqual(["all in one"], self.other.value(merged)["body"])
        self.assert_same(merged, self.ann)

    def test_a_deletion_of_either_counts_on_the_other(self):
        real = self.cat.log("deleted by the other", "--visibility", "team")
        made = self.other.save(summary="deleted by the real one", body="b", visibility="team")
        self.settle()
        self.other.save(record=real, deleted=True)
        self.cat.run("delete", made)
        self.settle()
        self.assertEqual({}, self.cat.list())
        self.assertIs(True, self.other.value(made)["deleted"])
        self.cat.run("restore", real)
        self.settle()
        self.assertEqual({real}, set(self.cat.list()))
        self.assertIs(False, self.other.value(real)["deleted"])

    def test_what_the_other_erases_is_gone_from_the_real_ones(self):
        note = self.ann.log("told in error", "--visibility", "team", "--action", "phone;me;")
        kept = self.ann.log("stays", "--visibility", "team")
        self.settle()
        self.other.erase(note)
        self.settle()
        for client in (self.ann, self.cat):
            self.assertEqual({kept}, set(client.list()))
            self.assertEqual([], client.json("actions"))
        self.assertNotIn(note, self.other.records)

    def test_what_a_recorder_may_not_is_set_aside_by_the_other_too(self):
        bert = replica.Replica(self.service.address)
        self.assertEqual(200, bert.join(self.service.invite("recorder", "Bert"))[0])
        note = self.ann.log("Ann's", "--visibility", "team")
        self.ann.sync()
        bert.settle()
        bert.save(record=note, summary="taken over")
        own = bert.save(summary="Bert's own", body="b")
        bert.settle()
        self.assertEqual(["forbidden"], [code for _, code in bert.rejected.values()])
        self.assertEqual("Ann's", bert.value(note)["summary"])
        self.cat.sync()
        self.assertEqual({note, own}, set(self.cat.list()))

    def test_a_note_narrowed_to_its_writer_leaves_the_other_recorder(self):
        bert = replica.Replica(self.service.address)
        self.assertEqual(200, bert.join(self.service.invite("recorder", "Bert"))[0])
        note = self.ann.log("for all", "--visibility", "team")
        self.ann.sync()
        bert.settle()
        self.assertIn(note, bert.records)
        self.ann.run("edit", note, "--visibility", "mine")
        self.ann.sync()
        bert.settle()
        self.assertNotIn(note, bert.records)


if __name__ == "__main__":
    unittest.main()
