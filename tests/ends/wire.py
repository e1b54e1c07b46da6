"""A second client, from sync/PROTOCOL.md alone: it shares no code with the product."""

import datetime
import json
import os
import time
import urllib.error
import urllib.request
import uuid


def record_id():
    """A UUIDv7 of now (RFC 9562)."""
    chance = int.from_bytes(os.urandom(10), "big")
    value = int(time.time() * 1000) << 80 | 7 << 76 | (chance >> 68 & 0xFFF) << 64
    return str(uuid.UUID(int=value | 2 << 62 | chance & (1 << 62) - 1))


def milliseconds(text):
    """Of an RFC 3339 time in UTC, since 1970."""
    moment = datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
    return int(moment.timestamp() * 1000)


class Wire:
    def __init__(self, address):
        self.address = address
        self.device = os.urandom(8).hex()
        self.token = None
        self.cursor = None
        self.count = 0

    def call(self, path, body):
        """Status and JSON of one POST."""
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = "Bearer " + self.token
        request = urllib.request.Request(self.address + path, json.dumps(body).encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=90) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as refused:
            text = refused.read()
            return refused.code, json.loads(text) if text[:1] == b"{" else None

    def join(self, link):
        code = link.rsplit("/", 1)[1]
        status, answer = self.call(
            "/v1/join", {"code": code, "device": self.device, "name": "wire"}
        )
        if status == 200:
            self.token = answer["token"]
        return status, answer

    def stamp(self):
        self.count += 1
        return f"{int(time.time() * 1000):012x}{self.count:04x}-{self.device}"

    def change(self, kind="conversation", record=None, **fields):
        """A change that makes a record, or edits it where `record` is given."""
        made = {
            "id": record_id(),
            "stamp": self.stamp(),
            "record": record or record_id(),
            "kind": kind,
            "set": fields,
        }
        return dict(made, edit=True) if record else made

    def post(self, changes=(), waiting=0, wait=0):
        """One call; status and answer, which must be the one to it."""
        call = os.urandom(6).hex()
        body = {"call": call, "changes": list(changes), "waiting": waiting, "wait": wait}
        if self.cursor is not None:
            body["cursor"] = self.cursor
        status, answer = self.call("/v1/sync", body)
        if status == 200 and answer["call"] != call:
            raise AssertionError("an answer to another call")
        return status, answer

    def sync(self, changes=(), wait=0):
        status, answer = self.post(changes, 0, wait)
        if status == 200:
            self.cursor = answer["cursor"]
        return status, answer

    def pull(self):
        """Every entry of the feeds from the beginning."""
        entries = []
        self.cursor = None
        while True:
            status, answer = self.sync()
            if status != 200:
                raise AssertionError(f"a pull is answered with {status}: {answer}")
            entries += answer["changes"]
            if not answer["more"]:
                return entries
