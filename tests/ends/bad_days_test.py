"""Bad days: invites that don't hold, hubs that talk nonsense, full disks.

Each has its own sentence, and nothing that was logged is lost.
"""

import http.server
import os
import resource
import socket
import subprocess
import threading
import time
import unittest

import programs

KILOBYTE = 1000
DISK_BYTES = 3_000_000


class FalseHub:
    """Stands at a hub's port and answers everything in one wrong way; as a context."""

    def __init__(self, port, status, kind="text/plain", body=b"", headers=()):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.send_response(status)
                for name, value in headers:
                    self.send_header(name, value)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST

            def log_message(self, *_):
                pass

        http.server.HTTPServer.allow_reuse_address = True
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        self.thread = threading.Thread(target=self.server.serve_forever)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()


class SilentHub:
    """Takes connections and never says a word; as a context."""

    def __init__(self, port):
        self.socket = socket.socket()
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(("127.0.0.1", port))
        self.socket.listen(8)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()


class InvitesTest(programs.EndsTest):
    def test_invites_that_do_not_hold_are_told_apart_and_what_was_logged_stays(self):
        hub = self.hub()
        used = hub.invite("recorder")
        self.client("first").run("join", used)
        expired = hub.invite("recorder", expires="1s")
        time.sleep(2.1)
        client = self.client()
        identity = client.log("before joining", "--visibility", "team")
        said = [
            client.refused(3, "join", used),
            client.refused(3, "join", expired),
            client.refused(3, "join", f"{hub.address}/j/MISTYPED"),
            client.refused(1, "join", "http://example.org/j/CODE"),
            client.refused(1, "join", "not a link"),
        ]
        self.assertEqual(len(said), len(set(said)), said)
        self.assertEqual([identity], list(client.list()))
        self.assertIsNone(client.json("status")["hub"])

        client.run("join", hub.invite("recorder"))
        client.refused(1, "join", hub.invite("recorder"))
        client.sync()
        coordinator = self.joined(hub, "coordinator", "Cat")
        coordinator.sync()
        self.assertEqual([identity], list(coordinator.list()))

    def test_a_revoked_device_is_told_so_keeps_what_it_has_and_gets_nothing_more(self):
        hub = self.hub()
        author = self.joined(hub, "recorder", "Ann")
        device = self.joined(hub, "recorder", "Bob")
        own = device.log("own")
        device.sync()
        hub.run("revoke", device.json("status")["device"])
        after = device.log("after it was revoked")
        author.log("news for the team", "--visibility", "team")
        author.sync()
        self.assertIn("access", device.refused(3, "sync"))
        self.assertEqual({own, after}, set(device.list()))
        self.assertEqual(1, device.json("status")["waiting"])
        device.refused(3, "sync")
        device.run("check")


class WrongHubsTest(programs.EndsTest):
    def test_each_wrong_answer_has_a_sentence_and_what_was_logged_goes_out_afterwards(self):
        hub = self.hub()
        client = self.joined(hub, "recorder", "Ann")
        client.sync()
        identity = client.log("must arrive", "--visibility", "team")
        hub.kill()
        page = b"<!doctype html><title>Welcome to the train</title>"
        unlikely = b'{"taken": [], "changes": []}'
        answers = {
            "nothing there": None,
            "a page": (200, "text/html", page),
            "another place": (302, "text/plain", b"", [("Location", "http://portal.example/")]),
            "a fault": (500, "text/plain", b"oops"),
            "busy": (503, "text/plain", b"", [("Retry-After", "7")]),
            "not ours": (200, "application/json", unlikely),
            "empty": (200, "application/json", b""),
            "another service": (404, "application/json", b"{}"),
        }
        said = {}
        for name, answer in answers.items():
            if answer is None:
                said[name] = client.refused(3, "sync")
                continue
            with FalseHub(hub.port, *answer):
                said[name] = client.refused(3, "sync")
            self.assertEqual(1, client.json("status")["waiting"], name)
        told_apart = ["nothing there", "a page", "a fault", "busy", "not ours"]
        self.assertEqual(len(told_apart), len({said[name] for name in told_apart}), said)

        with SilentHub(hub.port):
            begun = time.monotonic()
            client.refused(3, "sync")
            self.assertLess(time.monotonic() - begun, 12)
        self.assertEqual([identity], list(client.list()))
        hub.start()
        client.sync()
        coordinator = self.joined(hub, "coordinator", "Cat")
        coordinator.sync()
        self.assertEqual([identity], list(coordinator.list()))


class LargeAndOddTextTest(programs.EndsTest):
    def test_900_kilobytes_go_all_the_way_and_2_megabytes_stay_with_their_reason(self):
        hub = self.hub()
        client = self.joined(hub, "recorder", "Ann")
        coordinator = self.joined(hub, "coordinator", "Cat")
        large = "ü" * (450 * KILOBYTE)
        larger = "x" * (2000 * KILOBYTE)
        fits = client.log("large", "--body", "-", stdin=large.encode())
        stays = client.log("too large", "--body", "-", stdin=larger.encode())
        small = client.log("small beside it")
        client.sync()
        self.assertEqual(larger, client.json("show", stays)["body"])
        self.assertEqual("rejected", client.json("show", stays)["sync"])
        status = client.json("status")
        self.assertEqual((0, 1), (status["waiting"], status["rejected"]))
        (rejected,) = client.json("rejected")
        self.assertEqual(("too-large", stays), (rejected["code"], rejected["record"]))
        coordinator.sync()
        arrived = coordinator.list()
        self.assertEqual({fits, small}, set(arrived))
        self.assertEqual(large, arrived[fits]["body"])
        client.refused(1, "discard", rejected["id"])
        self.assertEqual(1, client.json("status")["rejected"])
        client.run("discard", rejected["id"], "--yes")
        self.assertEqual(0, client.json("status")["rejected"])
        client.run("check")

    def test_odd_texts_and_dates_are_kept_exactly_or_refused_in_one_line(self):
        client = self.client()
        client.refused(1, "log")
        client.refused(1, "log", "--summary", " ", "--body", "\n")
        client.refused(1, "log", "--body", "-", stdin=b"a\0b")
        client.refused(1, "log", "--body", "-", stdin=b"a\xffb")
        client.refused(1, "log", "--body", "-", stdin=b"\xed\xa0\x80")
        client.refused(1, "log", "--summary", b"\xff")
        client.refused(1, "log", "--summary", "a", "--occurred-at", "2020-02-30")
        client.refused(1, "log", "--summary", "a", "--action", "a;b;tomorrow")
        client.refused(1, "log", "--body", "-", stdin=b"x" * (17 * 1024 * 1024))
        self.assertEqual({}, client.list())
        texts = [
            "-5",
            "--json",
            "👩🏽‍⚕️🚆",
            "العربية עברית",
            "\u202eoverride\u200b",
            "a\u0301\u0323",
            "[a,b]",
            "%%",
        ]
        texts += ["\ttab\r\n\n", "\x1b[31mred\x1b[0m", "<b>&amp;</b>", "'; DROP TABLE changes; --"]
        for text in texts:
            identity = client.log("odd", "--body", text)
            self.assertEqual(text, client.json("show", identity)["body"])
            identity = client.log(text)
            self.assertEqual(text, client.json("show", identity)["summary"])
            shown = client.run("show", identity) + client.run("list")
            self.assertNotIn("\x1b", shown, "a note must not steer the terminal")
        for day, expected in {
            "1970-01-01": "1970-01-01T12:00:00Z",
            "2999-12-31T23:59:59Z": "2999-12-31T23:59:59Z",
            "1969-07-20T20:17:40+00:00": "1969-07-20T20:17:40Z",
        }.items():
            identity = client.log("dated", "--occurred-at", day)
            self.assertEqual(expected, client.json("show", identity)["occurred_at"])


class FullDiskTest(programs.EndsTest):
    """A file that may not grow stands in for a full disk where no small disk can be mounted."""

    def mounted(self):
        place = self.folder / "disk"
        place.mkdir()
        made = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", place],
            capture_output=True,
        )
        if made.returncode != 0:
            return None
        self.addCleanup(subprocess.run, ["umount", "-l", place], check=True)
        return place

    def fill(self, client, **options):
        """Logs until one is refused; gives the ids that were printed and what was said."""
        printed = []
        for number in range(200):
            body = os.urandom(30 * KILOBYTE).hex().encode()
            result = client.raw(
                "log", "--summary", f"note {number}", "--body", "-", stdin=body, **options
            )
            if result.returncode != 0:
                return printed, result
            printed.append(result.stdout.decode().strip())
        self.fail("the disk never filled")

    def test_a_full_disk_refuses_the_note_in_one_line_and_keeps_all_before_it(self):
        place = self.mounted()
        if place is None:
            self.skipTest("no disk can be mounted here")
        client = programs.Client(self, place / "data")
        printed, result = self.fill(client)
        self.assertEqual(4, result.returncode)
        said = result.stderr.decode()
        self.assertEqual(1, len(said.splitlines()), said)
        self.assertIn("full", said)
        self.assertGreater(len(printed), 3)
        self.assertEqual(set(printed), set(client.list()))
        exported = client.raw("export", "--format", "csv", "--out", place / "out.csv")
        self.assertEqual(1, exported.returncode)
        self.assertEqual(["data"], os.listdir(place))
        client.run("check")

    def test_a_store_that_can_t_grow_refuses_the_note_and_keeps_all_before_it(self):
        client = self.client()
        client.log("first")

        def limit():
            resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))

        # Without the default action of SIGXFSZ writing fails as on a full disk.
        printed, result = self.fill(client, preexec_fn=limit, restore_signals=False)
        self.assertEqual(4, result.returncode)
        self.assertEqual(1, len(result.stderr.decode().splitlines()))
        self.assertEqual(len(printed) + 1, len(client.list()))
        client.run("check")


class FoldersTest(programs.EndsTest):
    def test_folders_that_are_not_ours_are_refused_in_one_line_and_left_alone(self):
        file = self.folder / "file"
        file.write_text("mine")
        programs.Client(self, file).refused(4, "list")
        client = self.client()
        client.log("kept")
        store = self.folder / "client" / "crosstalk.db"
        whole = store.read_bytes()
        store.write_bytes(os.urandom(len(whole)))
        client.refused(4, "list")
        store.write_bytes(b"SQLite format 3\0" + os.urandom(8176))
        client.refused(4, "list")
        store.write_bytes(whole)
        self.assertEqual(1, len(client.list()))

    def test_a_passphrase_opens_only_with_the_same_one(self):
        def run(passphrase, *arguments):
            return subprocess.run(
                [programs.CLIENT, "--data", self.folder / "client", *arguments],
                capture_output=True,
                stdin=subprocess.DEVNULL,
                env=dict(programs.environment(), CROSSTALK_PASSPHRASE=passphrase),
                timeout=programs.SECONDS_MAX,
            )

        self.assertEqual(0, run("one", "log", "--summary", "a").returncode)
        self.assertIn(b"passphrase", run("one", "status", "--json").stdout)
        for wrong in ("two", ""):
            refused = run(wrong, "list")
            self.assertEqual(4, refused.returncode)
            self.assertEqual(1, len(refused.stderr.splitlines()))
        self.assertIn(b"  a", run("one", "list").stdout)


if __name__ == "__main__":
    unittest.main()
