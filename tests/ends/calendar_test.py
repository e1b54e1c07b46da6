"""A member's calendar from the real hub, as the programs see it that people read calendars with."""

import datetime
import json
import os
import subprocess
import unittest
import urllib.error
import urllib.request

import icalendar

import programs
import wire


def fetch(address, method="GET", **headers):
    """Status, headers and body, whatever the status is."""
    request = urllib.request.Request(address, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


class Readers:
    """vdirsyncer, todoman and khal on folders of their own, with the addresses of one member."""

    def __init__(self, test, folder, addresses):
        self.test = test
        self.folder = folder / "readers"
        for name in ("todos", "days"):
            (self.folder / name).mkdir(parents=True)
        pairs = [("todos", addresses["todos"]), ("days", addresses["events"])]
        lines = [f'[general]\nstatus_path = "{self.folder}/status/"\n']
        for name, address in pairs:
            lines.append(
                f'[pair {name}]\na = "{name}_here"\nb = "{name}_hub"\ncollections = null\n'
                f'conflict_resolution = "b wins"\n'
                f'[storage {name}_here]\ntype = "filesystem"\npath = "{self.folder}/{name}"\n'
                f'fileext = ".ics"\n'
                f'[storage {name}_hub]\ntype = "http"\nurl = "{address}"\n'
            )
        (self.folder / "vdirsyncer").write_text("\n".join(lines))
        (self.folder / "todoman.py").write_text(
            f'path = "{self.folder}/todos"\ncache_path = "{self.folder}/todoman.sqlite"\n'
            'date_format = "%Y-%m-%d"\ntime_format = "%H:%M"\ncolor = "never"\n'
        )
        (self.folder / "khal").write_text(
            f"[calendars]\n[[days]]\npath = {self.folder}/days\nreadonly = True\n"
            f"[sqlite]\npath = {self.folder}/khal.db\n"
            "[locale]\nlocal_timezone = UTC\ndefault_timezone = UTC\ndateformat = %Y-%m-%d\n"
            "longdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
            "longdatetimeformat = %Y-%m-%d %H:%M\ntimeformat = %H:%M\n"
        )

    def run(self, *arguments):
        environment = dict(
            os.environ,
            HOME=str(self.folder),
            XDG_CONFIG_HOME=str(self.folder),
            LC_ALL="C.UTF-8",
            NO_PROXY="127.0.0.1",
        )
        result = subprocess.run(
            arguments, capture_output=True, env=environment, timeout=120, text=True
        )
        said = result.stdout + result.stderr
        self.test.assertEqual(0, result.returncode, f"{arguments}: {said}")
        return result.stdout

    def sync(self):
        config = str(self.folder / "vdirsyncer")
        self.run("vdirsyncer", "-c", config, "discover")
        self.run("vdirsyncer", "-c", config, "sync")

    def todos(self):
        """What todoman shows, by its words."""
        config = str(self.folder / "todoman.py")
        shown = self.run("todoman", "--config", config, "--porcelain", "list", "--status", "ANY")
        return {one["summary"]: one for one in json.loads(shown)}

    def open_todos(self):
        config = str(self.folder / "todoman.py")
        shown = self.run("todoman", "--config", config, "--porcelain", "list")
        return {one["summary"] for one in json.loads(shown)}

    def days(self, first):
        """What khal shows for the sixty days from `first`, a line each."""
        config = str(self.folder / "khal")
        form = ["--day-format", "", "--format", "{start-date} {cancelled}{title}"]
        shown = self.run("khal", "-c", config, "list", *form, first.isoformat(), "60d")
        return [line.strip() for line in shown.splitlines() if line.strip()]


class CalendarTest(programs.EndsTest):
    def setUp(self):
        super().setUp()
        self.today = datetime.datetime.now(datetime.timezone.utc).date()
        self.hub = super().hub()
        self.cora = None
        self.anna = self.joined(self.hub, "recorder", "Anna")
        self.anna.sync()  # knows the members of the space from now on

    def day(self, ahead):
        return (self.today + datetime.timedelta(days=ahead)).isoformat()

    def action(self, client, words, due):
        """Logs a conversation with an action of Anna's; gives the action's id."""
        note = client.log("What was said", "--action", f"{words};Anna;{due}")
        return client.json("show", note)["actions"][0]["id"]

    def test_what_is_added_changed_done_and_dropped_shows_in_other_programs(self):
        readers = Readers(self, self.folder, self.anna.json("calendar"))
        self.action(self.anna, "Phone housing", self.day(3))
        moved = self.action(self.anna, "Draft a letter", self.day(5))
        done = self.action(self.anna, "Ask, and \\; listen: “ŵhy”", self.day(7))
        dropped = self.action(self.anna, "Book a room", self.day(9))
        self.action(self.anna, "Some day", "")
        self.anna.sync()
        readers.sync()
        todos = readers.todos()
        self.assertEqual(5, len(todos), todos)
        self.assertIn("Ask, and ; listen: “ŵhy”", todos)
        self.assertIsNone(todos["Some day"]["due"])
        self.assertEqual(5, len(readers.open_todos()))
        self.assertEqual(
            [
                f"{self.day(3)} Phone housing",
                f"{self.day(5)} Draft a letter",
                f"{self.day(7)} Ask, and ; listen: “ŵhy”",
                f"{self.day(9)} Book a room",
            ],
            readers.days(self.today),
        )

        self.anna.run("done", done)
        self.anna.sync()
        self.edit(moved, due=self.day(20), text="Draft a better letter", state="doing")
        self.edit(dropped, state="dropped")
        readers.sync()
        todos = readers.todos()
        self.assertEqual(5, len(todos), todos)
        self.assertTrue(todos["Ask, and ; listen: “ŵhy”"]["completed"])
        self.assertEqual(
            {"Phone housing", "Draft a better letter", "Some day"}, readers.open_todos()
        )
        self.assertEqual(
            [
                f"{self.day(3)} Phone housing",
                f"{self.day(9)} CANCELLED Book a room",
                f"{self.day(20)} Draft a better letter",
            ],
            readers.days(self.today),
        )

    def edit(self, action, **fields):
        """A coordinator changes the action on a device of their own."""
        if self.cora is None:
            self.cora = wire.Wire(self.hub.address)
            self.cora.join(self.hub.invite("coordinator", name="Cora"))
        change = self.cora.change("action", record=action, **fields)
        _, answer = self.cora.sync([change])
        self.assertEqual([change["id"]], [one["id"] for one in answer["taken"]], answer)

    def test_the_calendar_is_read_by_a_library_as_it_was_meant(self):
        self.action(self.anna, "Phone, then \\; write “ŵ” " + "ŵ" * 60, self.day(3))
        self.anna.sync()
        addresses = self.anna.json("calendar")
        status, headers, body = fetch(addresses["todos"])
        self.assertEqual(200, status)
        self.assertEqual("text/calendar; charset=utf-8", headers["Content-Type"])
        for line in body.split(b"\r\n"):
            self.assertLessEqual(len(line), 75)
        todo = icalendar.Calendar.from_ical(body).walk("VTODO")[0]
        self.assertEqual("Phone, then ; write “ŵ” " + "ŵ" * 60, str(todo["SUMMARY"]))
        self.assertEqual(self.day(3), todo["DUE"].dt.isoformat())
        self.assertEqual("NEEDS-ACTION", str(todo["STATUS"]))
        self.assertNotIn("What was said", str(todo["DESCRIPTION"]))
        self.assertEqual(0, todo["SEQUENCE"])
        event = icalendar.Calendar.from_ical(fetch(addresses["events"])[2]).walk("VEVENT")[0]
        self.assertEqual(self.day(3), event["DTSTART"].dt.isoformat())
        self.assertEqual(self.day(4), event["DTEND"].dt.isoformat())
        self.assertNotEqual(str(todo["UID"]), str(event["UID"]))

    def test_nothing_is_sent_again_that_has_not_changed(self):
        address = self.anna.json("calendar")["todos"]
        _, headers, _ = fetch(address)
        tag = headers["ETag"]
        self.assertFalse(tag.startswith("W/"))
        self.assertEqual(304, fetch(address, **{"If-None-Match": tag})[0])
        self.action(self.anna, "Phone", self.day(1))
        self.anna.sync()
        status, headers, body = fetch(address, **{"If-None-Match": tag})
        self.assertEqual(200, status)
        self.assertNotEqual(tag, headers["ETag"])
        self.assertIn(b"SUMMARY:Phone", body)

    def test_a_new_address_and_a_suspension_end_the_old_one(self):
        first = self.anna.json("calendar")
        self.assertEqual(first, self.anna.json("calendar"))
        second = self.anna.json("calendar", "--renew")
        self.assertEqual(404, fetch(first["todos"])[0])
        self.assertEqual(200, fetch(second["todos"])[0])
        self.assertIn(second["events"], self.anna.run("calendar"))
        self.hub.run("member", "suspend", "--space", "Test", "Anna")
        self.assertEqual(404, fetch(second["todos"])[0])
        self.assertIn("coordinator", self.anna.refused(3, "calendar"))

    def test_the_secret_stands_in_no_log_and_in_no_file_of_the_hub(self):
        address = self.anna.json("calendar")["todos"]
        fetch(address)
        fetch(address, method="DELETE")
        private = address.rsplit("/", 1)[1].removesuffix(".ics")[22:]
        self.assertEqual(26, len(private))
        for path in self.folder.iterdir():
            if path.is_file():
                self.assertNotIn(private.encode(), path.read_bytes(), path)

    def test_a_device_without_a_hub_says_so(self):
        self.client("alone").refused(3, "calendar")


if __name__ == "__main__":
    unittest.main()
