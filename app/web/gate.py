"""Before every request: who is it, which municipality; after it: headers and a clean slate."""

from __future__ import annotations

import secrets
from contextlib import ExitStack
from typing import Any

from flask import Flask, Response, g, request
from flask_login import current_user

from app import acts
from app.db import everywhere
from app.people import as_actor

# Answers that are the same for everybody: nobody is looked up for them, and a browser may keep them.
NEUTRAL = {"static"}


def install(app: Flask) -> None:
    app.before_request(_enter)
    app.teardown_request(_leave)
    app.after_request(_headers)


def _enter() -> None:
    g.csp_nonce = secrets.token_urlsafe(16)
    g.gate = ExitStack()
    if request.endpoint in NEUTRAL:
        return
    with everywhere("to find out who is signed in"):
        signed_in = current_user.is_authenticated
    if signed_in:
        g.gate.enter_context(acts.acting_as(as_actor(current_user)))


def _leave(fault: BaseException | None) -> None:
    gate: ExitStack | None = g.pop("gate", None)
    if gate is not None:
        gate.close()


def _headers(response: Response) -> Response:
    """Strict: nothing inline without the nonce of this answer, nothing from elsewhere, nothing kept in caches."""
    nonce = g.get("csp_nonce", "")
    policy: dict[str, Any] = {
        "default-src": "'none'",
        "script-src": f"'nonce-{nonce}'",
        "style-src": "'self'",
        "img-src": "'self' data: blob:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "frame-src": "'self'",
        "manifest-src": "'self'",
        "worker-src": "'self'",
    }
    written = "; ".join(f"{key} {value}" for key, value in policy.items())
    # A page that is kept has no nonce and brings a stricter policy of its own.
    response.headers.setdefault("Content-Security-Policy", written)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=(self)"
    if request.is_secure:
        response.headers["Strict-Transport-Security"] = "max-age=31536000"
    if request.endpoint not in NEUTRAL:
        # Flask-Security 5.9 with Werkzeug 3.1 writes "no-store=True", which no browser knows.
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("HX-Request")
    return response
