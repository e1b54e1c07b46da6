"""Who sees what, looked at on the wire and in the files, not only in the engine."""

import json
import unittest

import programs
import wire


def text_of(entries):
    return json.dumps(entries, ensure_ascii=False)


class AccessTest(programs.EndsTest):
    def wire(self, hub, role, name=None):
        second = wire.Wire(hub.address)
        status, answer = second.join(hub.invite(role, name=name))
        self.assertEqual(200, status, answer)
        return second

    def test_a_recorder_gets_no_private_note_of_another_by_no_way(self):
        hub = self.hub()
        author = self.joined(hub, "recorder", "Ann")
        private = author.log("private zebra", "--body", "secretword", "--action", "secretaction;;")
        team = author.log("for the team", "--visibility", "team")
        author.sync()
        other = self.wire(hub, "recorder", "Bob")
        entries = other.pull()
        records = {entry.get("record") for entry in entries}
        self.assertIn(team, records)
        self.assertNotIn(private, records)
        for word in ("zebra", "secretword", "secretaction"):
            self.assertNotIn(word, text_of(entries))

        # Guessing its id helps neither to write it, nor to reach under it, nor to ask for it.
        hijack = other.change(record=private, summary="hijacked")
        comment = other.change(kind="comment", parent=private, body="seen")
        status, answer = other.sync([hijack, comment])
        self.assertEqual(200, status)
        self.assertEqual([], answer["taken"])
        ids = [json.loads(line)["id"] for line in self.history(author)]
        status, answer = other.call("/v1/have", {"call": "x", "want": ids})
        self.assertEqual(200, status, answer)
        for word in ("zebra", "secretword", "secretaction"):
            self.assertNotIn(word, text_of(answer))
        coordinator = self.joined(hub, "coordinator", "Cat")
        coordinator.sync()
        self.assertEqual("private zebra", coordinator.list()[private]["summary"])

    def history(self, client):
        path = self.folder / "history.ndjson"
        client.run("export", "--format", "ndjson", "--out", path)
        return path.read_text().splitlines()

    def test_a_kiosk_gets_no_conversation_and_keeps_none_that_it_sent(self):
        hub = self.hub()
        author = self.joined(hub, "recorder", "Ann")
        author.log(
            "for the team", "--body", "secretword", "--visibility", "team", "--action", "a;;"
        )
        author.sync()
        kiosk = self.wire(hub, "kiosk", "Stand")
        status, answer = kiosk.sync([kiosk.change(summary="a visitor's", body="visitorword")])
        self.assertEqual((200, 1), (status, len(answer["taken"])))
        entries = kiosk.pull()
        kinds = {entry.get("kind") for entry in entries}
        self.assertEqual(set(), kinds & {"conversation", "action", "comment"}, kinds)
        self.assertNotIn("secretword", text_of(entries))
        self.assertNotIn("visitorword", text_of(entries))
        status, _ = kiosk.call("/v1/have", {"call": "x", "want": []})
        self.assertEqual(403, status)
        for change in (kiosk.change(kind="message", text="m"), kiosk.change(kind="term", key="k")):
            status, answer = kiosk.sync([change])
            self.assertEqual([], answer["taken"])

        client = self.joined(hub, "kiosk", "Stand two")
        client.sync()
        client.log("said at the stand", "--body", "standword")
        client.sync()
        self.assertEqual({}, client.list(), "a kiosk forgets a note once it is sent")
        for file in (self.folder / "Stand two").iterdir():
            self.assertNotIn(b"standword", file.read_bytes())
        recorder = self.joined(hub, "recorder", "Bob")
        recorder.sync()
        self.assertEqual(["for the team"], [one["summary"] for one in recorder.json("list")])
        coordinator = self.joined(hub, "coordinator", "Cat")
        coordinator.sync()
        self.assertEqual(3, len(coordinator.list()))

    def test_a_revoked_device_gets_nothing_more_on_the_wire_even_while_it_waits(self):
        hub = self.hub()
        author = self.joined(hub, "recorder", "Ann")
        device = self.wire(hub, "recorder", "Bob")
        device.pull()
        hub.run("revoke", device.device)
        author.log("news", "--visibility", "team")
        author.sync()
        for body in ({"call": "x"}, {"call": "x", "cursor": device.cursor, "wait": 1}):
            status, answer = device.call("/v1/sync", body)
            self.assertEqual((401, "revoked"), (status, answer["type"]))
            self.assertNotIn("news", text_of(answer))
        status, answer = device.call("/v1/have", {"call": "x", "want": []})
        self.assertEqual(401, status)
        listed = [one for one in hub.devices() if one["device"] == device.device]
        self.assertEqual([True], [bool(one["revoked"]) for one in listed])

    def test_spaces_on_one_hub_see_nothing_of_each_other(self):
        hub = self.hub()
        hub.run("space", "add", "Other")
        author = self.joined(hub, "recorder", "Ann")
        identity = author.log("for the team", "--body", "secretword", "--visibility", "team")
        author.sync()
        stranger = wire.Wire(hub.address)
        stranger.join(hub.invite("coordinator", space="Other"))
        self.assertNotIn("secretword", text_of(stranger.pull()))
        status, answer = stranger.sync([stranger.change(record=identity, summary="hijacked")])
        self.assertEqual([], answer["taken"])
        self.assertEqual([], [one for one in hub.devices(space="Other") if one["name"] == "Ann"])

    def test_what_becomes_private_again_leaves_the_devices_of_others(self):
        hub = self.hub()
        author = self.joined(hub, "recorder", "Ann")
        reader = self.joined(hub, "recorder", "Bob")
        identity = author.log("shared too soon", "--body", "secretword", "--visibility", "team")
        author.sync()
        reader.sync()
        self.assertEqual([identity], list(reader.list()))
        author.run("edit", identity, "--visibility", "mine")
        author.sync()
        reader.sync()
        self.assertEqual({}, reader.list())
        path = self.folder / "left.ndjson"
        reader.run("export", "--format", "ndjson", "--out", path)
        self.assertNotIn("secretword", path.read_text())


if __name__ == "__main__":
    unittest.main()
