"""Refusals of the domain as problem+json, each with the name that docs/tablet-protocol.md gives it."""

from __future__ import annotations

from typing import Any

from flask import Response
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app import acts
from app.db import db
from app.errors import NotAllowed, NotHere, Refusal
from app.web import problem
from inspections.acts.visit import NotACount, NotOnTheSheet
from inspections.sync import problems

RETRY_AFTER = 5
# House refusals that a tablet meets too.
_NAMES: dict[type[Refusal], str] = {NotACount: "invalid", NotOnTheSheet: "unknown-item", NotAllowed: "not-allowed"}


def install(blueprint: Any) -> None:
    for kind, handler in (
        (NotHere, not_here),
        (NotAllowed, not_allowed),
        (Refusal, refused),
        (CSRFError, csrf),
        (RequestEntityTooLarge, too_large),
        (IntegrityError, made_twice),
        (HTTPException, unreadable),
    ):
        blueprint.register_error_handler(kind, handler)


def refused(refusal: Refusal) -> Response:
    name = refusal.name if isinstance(refusal, problems.Problem) else _NAMES.get(type(refusal), "refused")
    more = {key: value for key, value in refusal.values.items() if key not in {"row", "code"}}
    answer = problem.problem(refusal.status, _("Not possible now"), refusal.sentence, name, **more)
    if refusal.status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="drempel"'
    if refusal.status == 429:
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def not_here(refusal: NotHere) -> Response:
    """A visit of another municipality and one that does not exist look the same; the log knows."""
    if refusal.values.get("elsewhere"):
        acts.record("asked-elsewhere", table=refusal.values["table"], key=refusal.values["key"])
    return refused(problems.VisitUnknown())


def not_allowed(refusal: NotAllowed) -> Response:
    return refused(refusal if acts.actor_or_none() is not None else problems.SignInNeeded())


def csrf(fault: CSRFError) -> Response:
    return problem.problem(400, _("Not possible now"), str(fault.description), "csrf")


def too_large(fault: RequestEntityTooLarge) -> Response:
    return refused(problems.TooLarge())


def made_twice(fault: IntegrityError) -> Response:
    """Two calls made the same thing in the same moment, under an id that two tablets chose."""
    db.session.rollback()
    return refused(problems.IdTaken())


def unreadable(fault: HTTPException) -> Any:
    """What the form of the body refuses; webargs says where."""
    if (fault.code or 500) < 400:
        return fault
    said = getattr(fault, "data", None) or {}
    messages = said.get("messages")
    if messages is None:
        return problem.problem(fault.code or 500, fault.name, fault.description or fault.name)
    errors = messages.get("json", messages.get("query", messages)) if isinstance(messages, dict) else messages
    if isinstance(errors, list):
        errors = {"": errors}
    return refused(problems.Invalid(errors=errors))
