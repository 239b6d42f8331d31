"""A tablet as the house meets it: it makes ids, sends in any order, repeats what was not answered."""

from __future__ import annotations

import base64
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from flask.testing import FlaskClient
from uuid_utils.compat import uuid7
from werkzeug.test import TestResponse

from app import clock
from tests.inspections.factories import photo_bytes

ZONE = "Europe/Amsterdam"


def digest(content: bytes) -> str:
    return f"sha-256=:{base64.b64encode(sha256(content).digest()).decode()}:"


def reading(**more: Any) -> dict[str, Any]:
    """CLOCK of the protocol: now, by a clock that is right."""
    return {"captured_at": clock.now().isoformat(), "zone": ZONE, "offset_ms": 0, **more}


def deviation(remark: str = "Four mattresses in the back room.", **more: Any) -> dict[str, Any]:
    return {"state": "deviation", "basis": "fact", "remark": remark, "seen_at": clock.now().isoformat(), **more}


def in_order(**more: Any) -> dict[str, Any]:
    return {"state": "in_order", "seen_at": clock.now().isoformat(), **more}


def flag(visit_id: str, item: str = "A25", **more: Any) -> dict[str, Any]:
    """FINDING of the protocol."""
    told = {"id": str(uuid7()), "visit_id": visit_id, "item": item, "basis": "fact", "remark": "The door was locked."}
    return {**told, "counts": {"persons": 2}, "clock": reading(), **more}


@dataclass
class Tablet:
    """``browser`` is signed in; ``bare`` has no cookies. ``held``: visit id → what the tablet holds of it."""

    browser: FlaskClient
    bare: FlaskClient
    device_id: str = field(default_factory=lambda: str(uuid7()))
    token: str = ""
    held: dict[str, dict[str, Any]] = field(default_factory=dict)
    cursor: str = ""

    def register(self, **more: Any) -> TestResponse:
        told = {"device_id": self.device_id, "name": "Tablet 3", "client": 1, "persisted": True, **more}
        answer = self.browser.post("/api/v1/devices", json=told)
        if answer.status_code in {200, 201}:
            self.token = answer.get_json()["token"]
        return answer

    def call(self, method: str, path: str, headers: Mapping[str, str] | None = None, **more: Any) -> TestResponse:
        given = {"Authorization": f"Bearer {self.token}", "Drempel-Client": "1", **(headers or {})}
        kept = {key: value for key, value in given.items() if value}
        return self.bare.open(f"/api/v1{path}", method=method, headers=kept, **more)

    def fetch(self, *, anew: bool = False) -> dict[str, Any]:
        """The work package; what it brings is held."""
        since = "" if anew or not self.cursor else f"?since={self.cursor}"
        answer = self.call("GET", f"/visits/work-package{since}")
        assert answer.status_code == 200, answer.text
        package: dict[str, Any] = answer.get_json()
        self.cursor = package["cursor"]
        for visit in package["visits"]:
            self.held[visit["id"]] = visit
        return package

    def photo(
        self, visit_id: str, content: bytes | None = None, key: str = "", query: str = "", **headers: str
    ) -> TestResponse:
        """Send a photo (a fresh grey one by default)."""
        sent = photo_bytes() if content is None else content
        told = {"Content-Type": "image/jpeg", "Content-Digest": digest(sent)}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        at = query or f"item=A21&captured_at={clock.now().isoformat().replace('+', '%2B')}&zone={ZONE}"
        return self.call("PUT", f"/visits/{visit_id}/attachments/{key or uuid7()}?{at}", told, data=sent)

    def edit(self, visit_id: str, **changes: Any) -> dict[str, Any]:
        """The body of an edit on what is held: answers and other fields of the sheet, ``seal``, ``attachments`` …"""
        around = {"seal", "attachments", "findings", "clock", "place"}
        sheet = json.loads(json.dumps(self.held[visit_id]["sheet"]))
        for name, value in changes.items():
            if name == "answers":
                sheet["answers"] |= value
            elif name not in around:
                sheet[name] = value
        return {"sheet": sheet, "clock": reading(), **{name: changes[name] for name in around & changes.keys()}}

    def put(
        self, visit_id: str, sent: Mapping[str, Any] | bytes, key: str = "", version: int | None = None, **headers: str
    ) -> TestResponse:
        """Send an edit; an answer of 2xx is taken over."""
        base = self.held.get(visit_id, {}).get("version", 0) if version is None else version
        told = {
            "Idempotency-Key": key or str(uuid7()),
            "If-Match": f'"{base}"',
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        body = sent if isinstance(sent, bytes) else json.dumps(sent).encode()
        answer = self.call("PUT", f"/visits/{visit_id}", told, data=body)
        if answer.status_code in {200, 201}:
            self.held[visit_id] = answer.get_json()["visit"]
        return answer


def name_of(answer: TestResponse) -> str:
    """The name of a problem: the last part of its type."""
    assert answer.mimetype == "application/problem+json", (answer.status_code, answer.text)
    return str(answer.get_json()["type"]).rsplit("/", 1)[-1]


def fresh_id() -> str:
    return str(uuid.UUID(str(uuid7())))
