"""Registering a tablet: the only calls with the session cookie of the ordinary sign-in."""

from __future__ import annotations

import time
from typing import Any

from flask import Response, session
from flask_login import current_user
from flask_wtf.csrf import generate_csrf

from app import clock
from app.access import Permission, open_to
from inspections.sync import acts, answers, door, problems, schemas, shown
from inspections.sync.blueprint import Calls
from inspections.sync.calls import told
from inspections.sync.described import described

# web.md 3: a sign-in of at most five minutes ago.
FRESH_SECONDS = 5 * 60
bp = Calls("devices", "devices", url_prefix="/api/v1", description="What a browser calls with its sign-in.")
bp.after_request(door.leave)
answers.install(bp)


def is_fresh() -> bool:
    """Whether the password was given within five minutes; the sign-in library notes when."""
    age = time.time() - float(session.get("fs_paa", 0))
    return 0 <= age <= FRESH_SECONDS


def person() -> dict[str, Any]:
    return {"id": str(current_user.id), "name": current_user.name, "language": current_user.language}


@bp.call("/session")
@described({200: "Session"}, 401, 403, token=False)
@open_to(Permission.INSPECTION_LOG)
def session_now() -> Response:
    """Who is signed in here, and the token that a form of this session needs."""
    return told(
        {
            "csrf_token": generate_csrf(),
            "fresh": is_fresh(),
            "person": person(),
            "municipality": shown.town(),
            "settings": shown.SETTINGS,
            "server_time": clock.now().isoformat(),
        }
    )


@bp.call("/devices", "POST")
@described({200: "Registered", 201: "Registered"}, 400, 401, 403, 409, 415, 422, 426, token=False)
@open_to(Permission.INSPECTION_LOG)
@bp.form(schemas.DeviceSchema)
def register(data: dict[str, Any]) -> Response:
    """Give this tablet its token for a shift; the one before stops working."""
    if not is_fresh():
        raise problems.SignInNotFresh
    door.check_client(data["client"])
    made = acts.register(**data)
    return told(
        {
            "device_id": str(made.device.id),
            "token": made.token,
            "expires_at": shown.moment(made.device.expires_at),
            "server_time": clock.now().isoformat(),
            "min_client": door.MIN_CLIENT,
            "person": person(),
            "municipality": shown.town(),
            "settings": shown.SETTINGS,
        },
        201 if made.fresh else 200,
    )
