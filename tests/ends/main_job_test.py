"""What two recorders log is on the coordinator, once and whole, through a hub that dies."""

import unittest

import programs

CONVERSATIONS = 200


class MainJobTest(programs.EndsTest):
    def log_many(self, hub, recorders):
        """Logs on both in turn; kills the hub at a third and starts it again at two thirds."""
        logged = {}
        for number in range(CONVERSATIONS):
            if number == CONVERSATIONS // 3:
                for recorder in recorders:
                    recorder.sync()
                hub.kill()
            if number == CONVERSATIONS // 2:
                for recorder in recorders:
                    recorder.refused(3, "sync")
            if number == 2 * CONVERSATIONS // 3:
                hub.start()
            action = f"act {number};analyst;2030-01-{number % 28 + 1:02}"
            body = f"What was said in conversation {number}: “ŵŷ” 👩🏽‍⚕️ العربية\nand a second line"
            visibility = "team" if number % 2 else "mine"
            identity = recorders[number % 2].log(
                f"conversation {number}",
                *("--body", body, "--sector", "nhs", "--visibility", visibility),
                *("--message", f"message {number % 5}", "--action", action),
            )
            logged[identity] = (f"conversation {number}", body, f"act {number}")
        return logged

    def assert_merged(self, recorder, coordinator, identity):
        """Both edit the same conversation apart, then meet."""
        recorder.run("edit", identity, "--summary", "by the recorder", "--theme", "risk")
        coordinator.run("edit", identity, "--theme", "trust", "--no-sector", "nhs")
        for _ in range(2):
            recorder.sync()
            coordinator.sync()
        for client in (recorder, coordinator):
            shown = client.json("show", identity)
            self.assertEqual("by the recorder", shown["summary"])
            self.assertEqual(["risk", "trust"], sorted(shown["themes"]))
            self.assertEqual([], shown["sectors"])
        recorder.run("edit", identity, "--body", "one version")
        coordinator.run("edit", identity, "--body", "another version")
        for _ in range(2):
            recorder.sync()
            coordinator.sync()
        for client in (recorder, coordinator):
            shown = client.json("show", identity)
            self.assertEqual(["another version", "one version"], sorted(shown["bodies"]))
        coordinator.run("edit", identity, "--body", "both in one")
        coordinator.sync()
        recorder.sync()
        for client in (recorder, coordinator):
            shown = client.json("show", identity)
            self.assertEqual(("both in one", []), (shown["body"], shown["bodies"]))

    def test_all_that_is_logged_arrives_once_and_whole_through_a_hub_that_dies(self):
        hub = self.hub()
        recorders = [self.joined(hub, "recorder", name) for name in ("Ann", "Bob")]
        coordinator = self.joined(hub, "coordinator", "Cat")
        logged = self.log_many(hub, recorders)
        for client in (*recorders, coordinator):
            client.sync()

        arrived = coordinator.json("list")
        self.assertEqual(len(logged), len(arrived))
        self.assertEqual(set(logged), {one["id"] for one in arrived})
        for one in arrived:
            summary, body, action = logged[one["id"]]
            self.assertEqual((summary, body), (one["summary"], one["body"]))
            self.assertEqual([action], [each["text"] for each in one["actions"]])
            self.assertEqual("sent", one["sync"])
        self.assertEqual(len(logged), len(coordinator.json("actions")))
        # Each recorder began five messages with the same words: they count as one.
        messages = coordinator.json("messages")
        self.assertEqual(5, len(messages))
        self.assertEqual(len(logged), sum(one["conversations"] for one in messages))
        authors = {one["author"] for one in arrived}
        self.assertEqual({"Ann", "Bob"}, authors)

        first = next(iter(logged))
        self.assert_merged(recorders[0], coordinator, first)
        for client in (*recorders, coordinator):
            client.run("check")
            self.assertEqual(0, client.json("status")["rejected"])

    def test_a_deletion_and_its_undoing_travel(self):
        hub = self.hub()
        recorder = self.joined(hub, "recorder", "Ann")
        coordinator = self.joined(hub, "coordinator", "Cat")
        identity = recorder.log("soon gone")
        recorder.sync()
        coordinator.sync()
        recorder.run("delete", identity)
        recorder.sync()
        coordinator.sync()
        self.assertEqual({}, coordinator.list())
        recorder.run("restore", identity)
        recorder.sync()
        coordinator.sync()
        self.assertEqual([identity], list(coordinator.list()))

    def test_an_action_that_its_owner_ticks_off_is_done_everywhere(self):
        hub = self.hub()
        recorder = self.joined(hub, "recorder", "Ann")
        owner = self.joined(hub, "recorder", "Bob")
        recorder.sync()
        identity = recorder.log("private talk", "--action", "phone them;Bob;2020-01-02")
        recorder.sync()
        owner.sync()
        actions = owner.json("actions")
        self.assertEqual(["phone them"], [one["text"] for one in actions])
        self.assertTrue(actions[0]["overdue"])
        self.assertEqual({}, owner.list(), "the owner sees the action, not the conversation")
        owner.run("done", actions[0]["id"])
        owner.sync()
        recorder.sync()
        self.assertEqual("done", recorder.json("show", identity)["actions"][0]["state"])


if __name__ == "__main__":
    unittest.main()
