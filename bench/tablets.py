"""What one tablet of the soak does: the bodies it makes, the order in which it sends them, what must arrive."""

from __future__ import annotations

import base64
import io
import json
import random
import uuid
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from PIL import Image
from uuid_utils.compat import uuid7

from app import clock

ZONE = "Europe/Amsterdam"
DEVIATIONS = ("A21", "A31")
FLAG = "A25"
PHOTOS = 2


@dataclass
class Told:
    """One call; ``answer`` is the last body that came back."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""
    answer: bytes = b""


Call = Callable[[Told], int]


@dataclass
class Work:
    """The visits of one tablet, and what must stand in the database at the end."""

    number: int
    planned: Sequence[uuid.UUID]
    begun_here: int
    places: Sequence[str]
    device_id: uuid.UUID
    token: str = ""
    finished: bool = False
    sent: list[str] = field(default_factory=list)
    findings: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    flags: list[str] = field(default_factory=list)
    photos: dict[str, bytes] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)

    def play(self, call: Call, dice: random.Random) -> None:
        """Fetch the package, then make all visits, several at a time and in any order."""
        package = self._package(call)
        held = {visit["id"]: visit for visit in package["visits"]}
        missing = {str(key) for key in self.planned} - set(held)
        assert not missing, f"the package lacks {missing}"
        items = package["sectors"][0]["subtypes"][0]["checklist"]["items"]
        begun = [{"id": str(uuid7()), "version": 0, "sheet": {"items": items}} for _ in range(self.begun_here)]
        visits = [*(held[str(key)] for key in self.planned), *begun]
        waiting = [self._visit(call, dice, visit) for visit in visits]
        while waiting:
            one = dice.choice(waiting)
            if next(one, None) is None:
                waiting.remove(one)
        self.finished = True

    def _visit(self, call: Call, dice: random.Random, visit: dict[str, Any]) -> Any:
        """The steps of one visit; each ``yield`` lets another visit go on."""
        key = visit["id"]
        self.sent.append(key)
        photos = {str(uuid7()): picture(dice) for _ in range(PHOTOS)}
        self.photos |= photos
        flag = self._flag(key)
        self.flags.append(flag["id"])
        pieces = [self._photo(key, name, content) for name, content in photos.items()]
        pieces.append(self._json("PUT", f"/findings/{flag['id']}", flag))
        dice.shuffle(pieces)
        remarks = {code: f"{code} of {in_letters(key)}" for code in DEVIATIONS}
        self.findings.update((key, code, remark) for code, remark in remarks.items())
        self.findings.update([(key, FLAG, flag["remark"])])
        first = self._edit(key, visit, {DEVIATIONS[0]: remarks[DEVIATIONS[0]]}, list(photos), [flag], seal=False)
        early = dice.random() < 0.2
        if early:  # the visit before its photos: 424, and the same key works when they are there
            self._done(first, call(first), {200, 201, 424})
            yield "early"
        for piece in pieces:
            self._done(piece, call(piece), {200, 201, 204})
            yield "piece"
        self._done(first, call(first), {200, 201})
        visit = json.loads(first.answer)["visit"]
        yield "first"
        last = self._edit(key, visit, remarks, list(photos), [flag], seal=True)
        self._done(last, call(last), {200})
        assert json.loads(last.answer)["visit"]["state"] == "sealed"
        yield "sealed"
        for stale in (first, dice.choice(pieces)):  # what was sent long ago comes once more
            if dice.random() < 0.3:
                self._done(stale, call(stale), {200, 201, 204})
                yield "stale"

    def _done(self, told: Told, status: int, wanted: set[int]) -> None:
        self.statuses[status] += 1
        called = f"tablet {self.number}: {told.method} {told.path}"
        assert status in wanted, f"{called}: {status} instead of {wanted}: {told.answer!r}"

    def _package(self, call: Call) -> dict[str, Any]:
        told = Told("GET", "/api/v1/visits/work-package", self._headers())
        self._done(told, call(told), {200})
        package: dict[str, Any] = json.loads(told.answer)
        return package

    def _headers(self, **more: str) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}", "Drempel-Client": "1", **more}

    def _json(self, method: str, path: str, content: Any, **headers: str) -> Told:
        told = self._headers(**{"Content-Type": "application/json"}) | headers
        return Told(method, f"/api/v1{path}", told, json.dumps(content).encode())

    def _photo(self, key: str, name: str, content: bytes) -> Told:
        said = base64.b64encode(sha256(content).digest()).decode()
        headers = self._headers(**{"Content-Type": "image/jpeg", "Content-Digest": f"sha-256=:{said}:"})
        moment = clock.now().isoformat().replace("+", "%2B")
        query = f"item={DEVIATIONS[0]}&captured_at={moment}&zone=Europe%2FAmsterdam"
        return Told("PUT", f"/api/v1/visits/{key}/attachments/{name}?{query}", headers, content)

    def _flag(self, key: str) -> dict[str, Any]:
        return {
            "id": str(uuid7()), "visit_id": key, "item": FLAG, "basis": "fact",
            "remark": f"Locked door of {in_letters(key)}", "counts": {"persons": 2}, "clock": reading(),
        }  # fmt: skip

    def _edit(
        self, key: str, visit: dict[str, Any], remarks: dict[str, str], photos: list[str],
        flags: list[dict[str, Any]], *, seal: bool,
    ) -> Told:  # fmt: skip
        now = clock.now().isoformat()
        answers = dict(visit["sheet"].get("answers", {}))
        for code, remark in remarks.items():
            answers[code] = {"state": "deviation", "basis": "fact", "remark": remark, "seen_at": now}
        items = visit["sheet"]["items"]
        sheet = {**visit["sheet"], "items": items, "answers": answers, "present": {"operator": 1}}
        content = {
            "sheet": sheet, "attachments": photos, "findings": flags, "seal": seal, "clock": reading(),
            "place": None if visit["version"] else {"id": self.places[0]},
        }  # fmt: skip
        match = {"Idempotency-Key": str(uuid7()), "If-Match": f'"{visit["version"]}"'}
        return self._json("PUT", f"/visits/{key}", content, **match)


def work_of(number: int, planned: Sequence[uuid.UUID], begun_here: int, places: Sequence[str]) -> Work:
    return Work(number, planned, begun_here, places, uuid.UUID(str(uuid7())))


def reading() -> dict[str, Any]:
    return {"captured_at": clock.now().isoformat(), "zone": ZONE, "offset_ms": 0}


def in_letters(key: str) -> str:
    """The id without a digit: nine of them in a row can be a citizen's number, which no remark may hold."""
    return key.translate(str.maketrans("0123456789", "ghijklmnop"))


def picture(dice: random.Random) -> bytes:
    """A small photo that no other photo is like."""
    dots = Image.frombytes("RGB", (32, 24), dice.randbytes(32 * 24 * 3))
    saved = io.BytesIO()
    dots.save(saved, "JPEG", quality=90)
    return saved.getvalue()
