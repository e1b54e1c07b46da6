"""The verbs: the JSON they promise, their exit codes, and many of them at a time."""

import concurrent.futures
import json
import os
import subprocess
import unittest

import programs

CONVERSATION = """id summary body occurred_at setting place sectors themes purposes stance
visibility review quotable event messages actions author sync bodies""".split()
ACTION = "id conversation text owner due state overdue".split()
MESSAGE = "id text conversations sectors places first_heard last_heard".split()
STATUS = "hub space role device key waiting rejected last_sync cursor".split()


class JsonTest(programs.EndsTest):
    def test_a_conversation_has_every_field_and_null_or_an_empty_list_where_there_is_none(self):
        client = self.client()
        identity = client.log("bare")
        shown = client.json("show", identity)
        self.assertEqual(sorted(CONVERSATION), sorted(shown))
        empty = {name: shown[name] for name in "setting place stance event author".split()}
        self.assertEqual({None}, set(empty.values()), empty)
        for name in "sectors themes purposes messages actions bodies".split():
            self.assertEqual([], shown[name], name)
        self.assertEqual(("bare", ""), (shown["summary"], shown["body"]))
        self.assertEqual(("mine", "new", False), tuple(shown[n] for n in CONVERSATION[10:13]))
        self.assertEqual("here", shown["sync"])
        self.assertRegex(shown["occurred_at"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
        self.assertEqual([shown], client.json("list"))

    def test_a_conversation_shows_all_that_was_logged(self):
        client = self.client()
        identity = client.log(
            "whole",
            *("--body", "words", "--setting", "train", "--place", "York", "--sector", "nhs"),
            *("--sector", "Something local", "--theme", "Trust", "--purpose", "early-help"),
            *("--stance", "ask", "--message", "heard", "--visibility", "team", "--quotable"),
            *("--action", r"call\; then write;Ann;2020-05-01", "--action", "think"),
            *("--occurred-at", "2020-04-01"),
        )
        shown = client.json("show", identity)
        self.assertEqual(
            ("train", "York", "ask"), tuple(shown[n] for n in ("setting", "place", "stance"))
        )
        self.assertEqual(["Something local", "nhs"], sorted(shown["sectors"]))
        self.assertEqual((["trust"], ["early-help"]), (shown["themes"], shown["purposes"]))
        self.assertEqual(("team", True), (shown["visibility"], shown["quotable"]))
        self.assertEqual("2020-04-01T12:00:00Z", shown["occurred_at"])
        (message,) = shown["messages"]
        self.assertEqual((["id", "text"], "heard"), (sorted(message), message["text"]))
        first, second = sorted(shown["actions"], key=lambda one: one["text"])
        self.assertEqual(["due", "id", "owner", "state", "text"], sorted(first))
        self.assertEqual(
            ("call; then write", "Ann", "2020-05-01"), (first["text"], first["owner"], first["due"])
        )
        self.assertEqual(("think", None, None), (second["text"], second["owner"], second["due"]))

        actions = client.json("actions")
        self.assertEqual([sorted(ACTION)] * 2, [sorted(one) for one in actions])
        self.assertEqual([True, False], [one["overdue"] for one in actions])
        client.run("done", first["id"])
        self.assertEqual(["think"], [one["text"] for one in client.json("actions", "--open")])
        self.assertEqual([], client.json("actions", "--overdue"))
        states = {one["text"]: one["state"] for one in client.json("actions")}
        self.assertEqual({"call; then write": "done", "think": "open"}, states)

    def test_messages_count_their_reach_and_the_same_words_are_one_message(self):
        client = self.client()
        days = ("2020-01-03", "2020-01-01", "2020-01-02")
        texts = ("It is about trust", "it is  ABOUT trust", "It is about trust")
        for day, text, place, sector in zip(days, texts, "ABA", ("nhs", "police", "nhs")):
            client.log(
                "x", "--message", text, "--occurred-at", day, "--place", place, "--sector", sector
            )
        client.log("y", "--message", "Something else")
        first, second = client.json("messages")
        self.assertEqual(sorted(MESSAGE), sorted(first))
        self.assertEqual(("It is about trust", 3), (first["text"], first["conversations"]))
        self.assertEqual(
            (["nhs", "police"], ["A", "B"]), (sorted(first["sectors"]), sorted(first["places"]))
        )
        self.assertEqual("2020-01-01T12:00:00Z", first["first_heard"])
        self.assertEqual("2020-01-03T12:00:00Z", first["last_heard"])
        self.assertEqual("Something else", second["text"])

    def test_similar_gives_messages_in_their_exact_words_and_conversations_best_first(self):
        client = self.client()
        client.run("import", programs.SAMPLES)
        found = client.json("similar", "someone said the guidance should be shorter and simpler")
        self.assertEqual(["conversations", "messages"], sorted(found))
        self.assertEqual("Make the guidance shorter and simpler", found["messages"][0]["text"])
        self.assertEqual(["id", "score", "text"], sorted(found["messages"][0]))
        self.assertEqual(["id", "score", "summary"], sorted(found["conversations"][0]))
        scores = [one["score"] for one in found["conversations"]]
        self.assertEqual(sorted(scores, reverse=True), scores)
        client.run("similar", "-x", "--odd")

    def test_status_says_where_the_device_stands(self):
        hub = self.hub()
        client = self.client("Ann")
        before = client.json("status")
        self.assertLessEqual(set(STATUS), set(before))
        none = "hub space role last_sync cursor".split()
        self.assertEqual([None] * 5, [before[name] for name in none])
        self.assertEqual("key file", before["key"])
        client.run("join", hub.invite("recorder", name="Ann"))
        client.log("one", "--action", "two")
        self.assertEqual(2, client.json("status")["waiting"])
        self.assertEqual(
            {"sent": 2, "rejected": 0},
            {k: v for k, v in client.json("sync").items() if k != "received"},
        )
        after = client.json("status")
        self.assertEqual(
            (hub.address, "Test", "recorder"), (after["hub"], after["space"], after["role"])
        )
        self.assertEqual((before["device"], 0), (after["device"], after["waiting"]))
        self.assertRegex(after["last_sync"], r"Z$")
        self.assertEqual({"sent": 0, "received": 0, "rejected": 0}, client.json("sync"))


class EditsTest(programs.EndsTest):
    def test_an_edit_changes_the_named_fields_only(self):
        client = self.client()
        identity = client.log(
            "s",
            "--body",
            "b",
            "--theme",
            "risk",
            "--theme",
            "trust",
            "--message",
            "m",
            "--sector",
            "nhs",
        )
        before = client.json("show", identity)
        client.run(
            "edit", identity, "--theme", "change", "--no-theme", "Trust", "--no-message", "m"
        )
        after = client.json("show", identity)
        self.assertEqual(["change", "risk"], sorted(after["themes"]))
        self.assertEqual([], after["messages"])
        for name in ("summary", "body", "sectors", "occurred_at", "visibility"):
            self.assertEqual(before[name], after[name], name)
        client.run("edit", identity, "--summary", "-x", "--stance", "idea", "--place", "-")
        client.run("edit", identity, "--stance", "", "--action", "more;;2030-01-01")
        after = client.json("show", identity)
        self.assertEqual(("-x", None, "-"), (after["summary"], after["stance"], after["place"]))
        self.assertEqual(["more"], [one["text"] for one in after["actions"]])

    def test_a_summary_follows_the_body_until_a_person_writes_one(self):
        client = self.client()
        identity = client.run("log", "--body", "First sentence. Second one.").strip()
        self.assertEqual("First sentence.", client.json("show", identity)["summary"])
        client.run("edit", identity, "--body", "Another thought. And more.")
        self.assertEqual("Another thought.", client.json("show", identity)["summary"])
        client.run("edit", identity, "--summary", "A heading")
        client.run("edit", identity, "--body", "Third words.")
        self.assertEqual("A heading", client.json("show", identity)["summary"])

    def test_a_list_is_searched_by_words_phrases_beginnings_and_what_is_left_out(self):
        client = self.client()
        for summary in ("Signed last spring", "Last signed in spring", "Élan in agreements"):
            client.log(summary)

        def found(query):
            return {one["summary"] for one in client.json("list", "--query", query)}

        self.assertEqual({"Signed last spring"}, found('"signed last"'))
        self.assertEqual({"Last signed in spring"}, found('signed -"signed last"'))
        self.assertEqual({"Élan in agreements"}, found("agree* elan"))
        self.assertEqual({"Élan in agreements"}, found("-signed"))
        self.assertEqual({"Élan in agreements"}, found("agree"))
        self.assertEqual(3, len(found('"')))
        self.assertEqual(set(), found('NEAR("signed" AND ^('))

    def test_words_that_name_a_filter_narrow_a_list_that_is_searched(self):
        client = self.client()
        client.log("In Leeds", *("--place", "Leeds", "--occurred-at", "2016-03-01T10:00:00Z"))
        client.log("In Hull", *("--place", "Hull", "--action", "Phone the lead;;2016-04-01"))
        client.log("Call at 10:30, note: soon")

        def found(query):
            return {one["summary"] for one in client.json("list", "--query", query)}

        self.assertEqual({"In Leeds"}, found("place:leeds"))
        self.assertEqual({"In Leeds"}, found("in before:2016-04"))
        self.assertEqual({"In Hull"}, found("is:mine has:action"))
        self.assertEqual({"Call at 10:30, note: soon"}, found("note: 10:30"))
        self.assertEqual(set(), found("hull place:leeds"))

    def test_the_bin_hides_and_gives_back_and_history_tells(self):
        client = self.client()
        identity = client.log("one")
        client.run("edit", identity, "--summary", "two")
        client.run("delete", identity)
        self.assertEqual([], client.json("list"))
        client.run("restore", identity)
        self.assertEqual(["two"], [one["summary"] for one in client.json("list")])
        history = client.json("history", identity)
        self.assertEqual(
            ["one", "two"], [one["set"]["summary"] for one in history if "summary" in one["set"]]
        )

    def test_part_of_an_id_is_enough_where_only_one_has_it(self):
        client = self.client()
        identity = client.log("one")
        client.log("two")
        self.assertEqual("one", client.json("show", identity[-8:])["summary"])
        client.refused(1, "show", identity[:8])
        client.refused(1, "show", "nothing-like-it")


class ExitCodesTest(programs.EndsTest):
    def test_wrong_input_is_1_wrong_usage_2_no_hub_3_and_each_says_so_in_a_line(self):
        client = self.client()
        unknown = "0193a5c2-e1f4-7001-8f3a-9c01d2e4b5a6"
        for verb in ("show", "edit", "delete", "restore", "done", "history"):
            more = ["--summary", "x"] if verb == "edit" else []
            client.refused(1, verb, unknown, *more)
        client.refused(1, "edit", client.log("a"))
        client.refused(1, "log", "--summary", "a", "--visibility", "everyone")
        client.refused(1, "log", "--summary", "a", "--event", "no such event")
        client.refused(1, "import", "/missing.csv")
        usages = [["nonsense"], ["log", "--nonsense"], ["log", "--summary"], ["show"], ["similar"]]
        usages += [["export", "--format", "doc", "--out", "x"], ["list", "--limit", "many"]]
        for usage in usages:
            client.refused(2, *usage)
        client.refused(3, "sync")
        self.assertEqual(1, len(client.list()))

    def test_help_and_version_succeed(self):
        client = self.client()
        self.assertIn("crosstalk", client.run("--version"))
        self.assertIn("--action", client.run("log", "--help"))
        self.assertFalse(os.path.exists(client.folder), "asking for help makes no data folder")

    def test_an_id_that_can_not_be_said_is_an_error(self):
        client = self.client()
        with open("/dev/full", "wb") as full:
            result = subprocess.run(
                [programs.CLIENT, "--data", client.folder, "log", "--summary", "a"],
                stdout=full,
                stderr=subprocess.PIPE,
                env=programs.environment(),
            )
        self.assertEqual(1, result.returncode)
        self.assertEqual(1, len(result.stderr.splitlines()))

    def test_the_data_folder_may_be_named_before_or_after_the_verb(self):
        client = self.client()
        identity = client.log("a")
        result = subprocess.run(
            [programs.CLIENT, "list", "--json", "--data", client.folder],
            capture_output=True,
            env=programs.environment(),
        )
        self.assertEqual([identity], [one["id"] for one in json.loads(result.stdout)])


class ManyAtATimeTest(programs.EndsTest):
    def test_verbs_run_side_by_side_on_one_folder_even_the_first_ones(self):
        client = self.client()
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            logged = list(
                pool.map(lambda n: client.log(f"note {n}", "--message", "same"), range(40))
            )
        self.assertEqual(set(logged), set(client.list()))
        (message,) = client.json("messages")
        self.assertEqual(40, message["conversations"])
        target = logged[0]
        themes = ["risk", "trust", "change", "culture", "guidance", "governance"]
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            edits = [pool.submit(client.run, "edit", target, "--theme", theme) for theme in themes]
            reads = [pool.submit(client.json, "list") for _ in range(8)]
            for done in edits + reads:
                done.result()
        self.assertEqual(sorted(themes), sorted(client.json("show", target)["themes"]))
        client.run("check")

    def test_two_syncs_of_one_device_at_a_time_send_everything_once(self):
        hub = self.hub()
        client = self.joined(hub, "recorder", "Ann")
        coordinator = self.joined(hub, "coordinator", "Cat")
        logged = [client.log(f"note {number}") for number in range(30)]
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for result in pool.map(lambda _: client.raw("sync"), range(4)):
                self.assertEqual(0, result.returncode, result.stderr)
        client.sync()
        coordinator.sync()
        self.assertEqual(sorted(logged), sorted(one["id"] for one in coordinator.json("list")))
        self.assertEqual(0, client.json("status")["rejected"])
        client.run("check")


if __name__ == "__main__":
    unittest.main()
