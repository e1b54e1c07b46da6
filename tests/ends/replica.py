"""A whole replica over the wire: it saves, pushes, pulls and merges by sync/PROTOCOL.md alone."""

import time

import wire

TEXTS = {("conversation", "body"), ("comment", "body")}


def order(change):
    """Changes are ordered by stamp; ties fall to the id."""
    return change["stamp"], change["id"]


def counting(changes):
    """What counts of the changes of one record: registers as field → change, and texts as
    field → changes, greatest first."""
    ordered = sorted(changes, key=order)
    made = next((change for change in ordered if not change.get("edit")), ordered[0])
    mended = {one for change in ordered for one in change.get("mends", [])}
    registers, texts = {}, {}
    for change in ordered:
        for field in change["set"]:
            if field in change.get("cut", []):
                continue
            if (made["kind"], field) not in TEXTS:
                registers[field] = change
                continue
            replaced = {one for each in ordered for one in each.get("base", {}).get(field, [])}
            names = {change["id"], *change.get("mends", [])}
            if not names & replaced and change["id"] not in mended:
                texts.setdefault(field, []).insert(0, change)
    return registers, texts


def live(changes):
    """The ids of the changes that give a value that counts: what a deletion names."""
    registers, texts = counting(changes)
    versions = [change for each in texts.values() for change in each]
    return sorted({change["id"] for change in [*registers.values(), *versions]})


def merged(changes):
    """Field → value; of a text the list of its versions, greatest first."""
    registers, texts = counting(changes)
    values = {field: change["set"][field] for field, change in registers.items()}
    values.update((field, [one["set"][field] for one in each]) for field, each in texts.items())
    return values


class Replica(wire.Wire):
    def __init__(self, address):
        super().__init__(address)
        self.records = {}  # record → {id: change}, those that count: acknowledged or still waiting
        self.outbox = {}  # id → change
        self.seals = {}  # id → seal of what is acknowledged
        self.rejected = {}  # id → (change, code)
        self.ahead = 0  # milliseconds that the hub's clock is ahead of ours
        self.last = 0  # the clock: milliseconds << 16 | counter

    def now(self):
        return int(time.time() * 1000) + self.ahead

    def stamp(self):
        """Greater than every stamp seen: a hybrid logical clock."""
        self.last = max(self.last + 1, self.now() << 16)
        return f"{self.last:016x}-{self.device}"

    def seen(self, stamp):
        self.last = max(self.last, int(stamp[:16], 16))

    def keep(self, change):
        """Of two copies of a change the lower stamp and the cut one count."""
        known = self.records.setdefault(change["record"], {}).get(change["id"])
        if known:
            change = dict(change, stamp=min(change["stamp"], known["stamp"]))
            change["cut"] = sorted({*change.get("cut", []), *known.get("cut", [])})
            if change["cut"]:
                fields = {**known["set"], **change["set"]}
                change["set"] = {f: v for f, v in fields.items() if f not in change["cut"]}
        self.records[change["record"]][change["id"]] = change

    def forget(self, record):
        """Our own unsent words stay."""
        changes = self.records.pop(record, {})
        for identity in changes:
            self.seals.pop(identity, None)
        unsent = {one: each for one, each in changes.items() if one in self.outbox}
        if unsent:
            self.records[record] = unsent

    def save(self, kind="conversation", record=None, **fields):
        """One save of one record; gives the record's id."""
        change = self.change(kind, record, **fields)
        before = list(self.records.get(change["record"], {}).values())
        base = {}
        for field in fields:
            if (kind, field) in TEXTS and before:
                replaced = {one["id"] for one in counting(before)[1].get(field, [])}
                # What a write of ours that waits has replaced counts as replaced by this one too.
                for one in [self.outbox[each] for each in replaced if each in self.outbox]:
                    replaced |= set(one.get("base", {}).get(field, []))
                base[field] = sorted(replaced)
            elif field == "deleted":
                base[field] = live(before)
        if base:
            change["base"] = base
        self.outbox[change["id"]] = change
        self.keep(change)
        return change["record"]

    def erase(self, record):
        """For good, here as soon as the hub's feed says so."""
        change = self.change("erase", record)
        del change["set"], change["edit"]
        self.outbox[change["id"]] = change

    def value(self, record):
        return merged(self.records[record].values())

    def take(self, answer, sent):
        self.ahead = wire.milliseconds(answer["time"]) - int(time.time() * 1000)
        for taken in answer["taken"]:
            change = self.outbox.pop(taken["id"], None)
            if change is None:
                continue
            self.seals[taken["id"]] = taken["seal"]
            if "stamp" in taken or "cut" in taken:
                change = dict(change, stamp=taken.get("stamp", change["stamp"]))
                change["cut"] = taken.get("cut", [])
                self.keep(change)
        for no in answer["rejected"]:
            if no["id"] in sent and no["id"] in self.outbox:
                change = self.outbox.pop(no["id"])
                self.rejected[no["id"]] = change, no["code"]
                self.records.get(change["record"], {}).pop(no["id"], None)
        wanted = [identity for entry in answer["changes"] for identity in self.apply(entry)]
        if answer["cursor"] is not None:
            self.cursor = answer["cursor"]
        if wanted:
            status, given = self.call("/v1/have", {"call": "want", "want": wanted})
            if status != 200:
                raise AssertionError(f"what is wanted is answered with {status}: {given}")
            for change in given["changes"]:
                self.apply(change)

    def apply(self, entry):
        """One entry of a feed; gives the ids that have to be asked for."""
        if "own" in entry:
            return [entry["own"]] if self.seals.get(entry["own"]) != entry["seal"] else []
        if entry["kind"] == "withdraw":
            self.forget(entry["record"])
        elif entry["kind"] == "erase" and not entry.get("history"):
            for record in [entry["record"], *entry["under"]]:
                for identity in self.records.pop(record, {}):
                    self.seals.pop(identity, None)
                    self.outbox.pop(identity, None)
        else:
            self.seen(entry["stamp"])
            self.seals[entry["id"]] = entry["seal"]
            self.keep(entry)
        return []

    def settle(self):
        """Calls until nothing waits and the feeds end."""
        while True:
            batch = sorted(self.outbox.values(), key=order)[:500]
            status, answer = self.post(batch, len(self.outbox) - len(batch))
            if status != 200:
                raise AssertionError(f"a call is answered with {status}: {answer}")
            self.take(answer, {change["id"] for change in batch})
            later = {one for one in answer["later"] if one in self.outbox}
            if not answer["more"] and set(self.outbox) <= later:
                return
