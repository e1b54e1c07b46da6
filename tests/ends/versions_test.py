"""Two versions of a text, and what the team reads of a note that was one person's."""

import unittest

import programs


class VersionsTest(programs.EndsTest):
    def versions(self, client, note):
        return set(client.json("show", note)["bodies"])

    def test_two_versions_are_kept_synced_listed_and_merged_by_one_edit(self):
        hub = self.hub()
        ann = self.joined(hub, "coordinator", "Ann")
        bo = self.joined(hub, "coordinator", "Bo")
        cy = self.joined(hub, "coordinator", "Cy")
        note = ann.log("note", "--body", "first", "--visibility", "team")
        for client in (ann, bo, cy):
            client.sync()
        ann.run("edit", note, "--body", "Ann's")
        bo.run("edit", note, "--body", "Bo's")
        cy.run("edit", note, "--body", "Cy's")
        for client in (ann, bo, cy, ann, bo, cy):
            client.sync()
        for client in (ann, bo, cy):
            self.assertEqual({"Ann's", "Bo's", "Cy's"}, self.versions(client, note))
            listed = client.list()[note]
            self.assertEqual(3, len(listed["bodies"]))
            self.assertIn(listed["body"], {"Ann's", "Bo's", "Cy's"})
            said = client.run("list", "--query", "Cy") + client.run("show", note)
            self.assertIn("Cy's", said)
        bo.run("edit", note, "--body", "all of ours")
        self.assertEqual([], bo.json("show", note)["bodies"])
        for client in (bo, ann, cy):
            client.sync()
        for client in (ann, bo, cy):
            shown = client.json("show", note)
            self.assertEqual(("all of ours", []), (shown["body"], shown["bodies"]))
            past = str(client.json("history", note))
            for words in ("first", "Ann's", "Bo's", "Cy's"):
                self.assertIn(words, past)
            client.run("check")

    def test_a_merge_that_did_not_see_a_version_leaves_that_one_beside_it(self):
        hub = self.hub()
        ann = self.joined(hub, "coordinator", "Ann")
        bo = self.joined(hub, "coordinator", "Bo")
        note = ann.log("note", "--body", "first", "--visibility", "team")
        ann.sync()
        bo.sync()
        ann.run("edit", note, "--body", "Ann's")
        bo.run("edit", note, "--body", "Bo's")
        bo.run("edit", note, "--body", "Bo's second")
        for client in (ann, bo, ann, bo):
            client.sync()
        for client in (ann, bo):
            self.assertEqual({"Ann's", "Bo's second"}, self.versions(client, note))

    def past_of(self, *arguments):
        """What a colleague can read of a note that said something else before it was opened."""
        hub = self.hub()
        ann = self.joined(hub, "recorder", "Ann")
        bo = self.joined(hub, "recorder", "Bo")
        note = ann.log("note", "--body", "said in confidence")
        ann.sync()
        ann.run("edit", note, "--body", "for all ears", "--visibility", "team", *arguments)
        ann.sync()
        bo.sync()
        self.assertEqual("for all ears", bo.json("show", note)["body"])
        for client in (ann, bo):
            client.sync()
            client.run("check")
        return str(bo.json("history", note)), str(ann.json("history", note))

    def test_a_note_that_is_opened_to_the_team_loses_its_earlier_versions_in_the_same_save(self):
        theirs, ours = self.past_of()
        self.assertNotIn("said in confidence", theirs)
        self.assertNotIn("said in confidence", ours)

    def test_who_wants_to_keep_the_earlier_versions_of_an_opened_note_says_so(self):
        theirs, ours = self.past_of("--keep-history")
        self.assertIn("said in confidence", theirs)
        self.assertIn("said in confidence", ours)


if __name__ == "__main__":
    unittest.main()
