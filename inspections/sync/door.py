"""The door for tablets: no cookie, a token that still holds, a client that is new enough, no flood."""

from __future__ import annotations

import base64
import binascii
import re
import time
import uuid
from collections import deque
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from flask import Response, current_app, g, request
from sqlalchemy.exc import OperationalError

from app import acts, clock
from app.access import Permission
from app.db import db
from app.people import as_actor
from inspections.sync import problems, queries
from inspections.sync.acts import keep_receipt
from inspections.sync.acts.devices import fingerprint
from inspections.sync.acts.handing import LIMITS
from inspections.sync.models import Device

# The protocol's own number; the present one and the two before are taken.
CLIENT = 1
MIN_CLIENT = max(1, CLIENT - 2)
TIME_HEADER, CLIENT_HEADER = "Drempel-Time", "Drempel-Client"
# A tablet that sends a whole week of visits stays far below this.
MOST_IN_A_MINUTE = 6000
_DIGEST = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]{0,100}):\s*(?:,|$)")
# https://www.postgresql.org/docs/current/errcodes-appendix.html
_RING = "40P01"
_MATCH = re.compile(r'^"(\d{1,9})"$')
P = ParamSpec("P")
R = TypeVar("R")
_recent: dict[uuid.UUID, deque[float]] = {}
_lock = Lock()


def enter() -> None:
    """Before each call with a token: find the device, and let its person act in the person's own municipality."""
    if current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
        raise problems.CookieRefused
    device = _device()
    check_client(request.headers.get(CLIENT_HEADER, ""))
    _slow_down(device.id)
    g.device_id = device.id
    g.gate.enter_context(acts.acting_as(as_actor(device.person)))
    if Permission.INSPECTION_LOG not in acts.actor().powers:
        raise problems.DeviceRevoked


def leave(answer: Response) -> Response:
    """After each call: what the house's clock says."""
    answer.headers[TIME_HEADER] = clock.now().isoformat()
    return answer


def check_client(said: str | int) -> None:
    """Raises ClientTooOld with the oldest version that is still taken."""
    number = str(said).strip()
    if not (number.isascii() and number.isdigit()) or int(number[:9]) < MIN_CLIENT:
        raise problems.ClientTooOld(min_client=MIN_CLIENT)


def _device() -> Device:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not token.strip():
        raise problems.TokenExpired
    device = queries.device_of(fingerprint(token.strip()))
    if device is None:
        raise problems.TokenExpired
    if device.revoked_at is not None or not device.person.active:
        raise problems.DeviceRevoked
    if device.expires_at is None or device.expires_at <= clock.now():
        raise problems.TokenExpired
    return device


def _slow_down(device_id: uuid.UUID) -> None:
    """Raises TooManyRequests: per process, so the true limit is this times the number of workers."""
    now = time.monotonic()
    with _lock:
        calls = _recent.setdefault(device_id, deque())
        while calls and calls[0] < now - 60:
            calls.popleft()
        if len(calls) >= MOST_IN_A_MINUTE:
            raise problems.TooManyRequests
        calls.append(now)


def body(most: int) -> bytes:
    """The bytes of the request, whole and undamaged. Raises TooLarge, DigestMismatch."""
    request.max_content_length = most
    if (request.content_length or 0) > most:
        raise problems.TooLarge
    content = request.get_data(cache=True)
    announced = request.headers.get("Content-Digest")
    if announced is not None and _announced(announced) != sha256(content).digest():
        raise problems.DigestMismatch
    return content


def base_version() -> int:
    """The version named in ``If-Match``. Raises IfMatchMissing."""
    match = _MATCH.match(request.headers.get("If-Match", ""))
    if match is None:
        raise problems.IfMatchMissing
    return int(match.group(1))


def operation_id() -> uuid.UUID:
    """The key of the edit. Raises IdempotencyKeyMissing."""
    try:
        return uuid.UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError as fault:
        raise problems.IdempotencyKeyMissing from fault


def received(kind: str, *headers: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Store the JSON body of a call as it came, before anything reads it; ``g.receipt_id`` names it.

    ``headers`` belong to the call as much as its body: the same body under another key is another receipt.
    """

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def kept(*args: P.args, **kwargs: P.kwargs) -> R:
            if "If-Match" in headers:
                operation_id(), base_version()
            if request.mimetype != "application/json":
                raise problems.NotJson
            content = body(LIMITS["json_bytes"])
            object_id = next(iter(reversed(list((request.view_args or {}).values()))))
            said = [request.headers.get(name, "") for name in headers]
            g.receipt_id = keep_receipt(g.device_id, kind, object_id, said, content)
            return view(*args, **kwargs)

        return kept

    return mark


def once_more_after_a_ring(work: Callable[[], R], times: int = 3) -> R:
    """Do the work again when PostgreSQL ended it because it and another waited for each other: nothing was kept."""
    for _ in range(times - 1):
        try:
            return work()
        except OperationalError as fault:
            if getattr(fault.orig, "sqlstate", "") != _RING:
                raise
            db.session.rollback()
    return work()


def _announced(header: str) -> bytes | None:
    match = _DIGEST.search(header)
    if match is None:
        return None
    try:
        return base64.b64decode(match.group(1), validate=True)
    except binascii.Error:
        return None


def request_sha256() -> str:
    """The fingerprint of an edit: its body and the version it was made on."""
    return sha256(f"{base_version()}\n".encode() + request.get_data()).hexdigest()


def must_have_digest() -> None:
    if "Content-Digest" not in request.headers:
        raise problems.DigestMissing


def most_bytes() -> int:
    """How large an attachment may be."""
    most: int = current_app.config["DREMPEL"].max_upload_bytes
    return most


__all__: list[Any] = [
    "CLIENT", "MIN_CLIENT", "base_version", "body", "check_client", "enter", "leave", "most_bytes",
    "must_have_digest", "once_more_after_a_ring", "operation_id", "received", "request_sha256",
]  # fmt: skip
