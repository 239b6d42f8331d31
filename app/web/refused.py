"""Every fault as a page with a sentence: what happened, what to do. No trace of the inside reaches a reader."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from flask import Flask, g, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import IntegrityError, OperationalError
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from app import acts
from app.db import db, everywhere
from app.errors import ChangedMeanwhile, NotAllowed, NotHere, Refusal
from app.web import problem, too_large

log = logging.getLogger(__name__)
_UNIQUE = "23505"  # https://www.postgresql.org/docs/current/errcodes-appendix.html
_NEVER_KEPT = frozenset({"csrf_token", "password", "new_password", "new_password_confirm"})


def install(app: Flask) -> None:
    app.register_error_handler(NotHere, _not_here)
    app.register_error_handler(NotAllowed, _not_allowed)
    app.register_error_handler(Refusal, _refusal)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(RequestEntityTooLarge, _too_large)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(IntegrityError, _made_twice)
    app.register_error_handler(OperationalError, _database)
    app.register_error_handler(Exception, _fault)


def page(status: int, title: Any, sentence: Any, **more: Any) -> Any:
    """The sentence on a page; for a machine as problem+json."""
    if problem.is_asked():
        return problem.problem(status, title, sentence)
    return render_template("error.html", status=status, title=title, sentence=sentence, **more), status


def _not_here(refusal: NotHere) -> Any:
    if refusal.values.get("elsewhere") and acts.actor_or_none() is not None:
        acts.record("asked-elsewhere", path=request.path, table=refusal.values["table"], key=refusal.values["key"])
    return page(404, _("Not found"), refusal.sentence)


def _not_allowed(refusal: NotAllowed) -> Any:
    if acts.actor_or_none() is None:
        if request.method == "GET" and not problem.is_asked():
            return redirect(url_for("security.login", next=request.full_path.rstrip("?")))
        return kept(
            401,
            _("Your sign-in has ended"),
            _("Sign in again in a new tab. Then come back and send this once more: nothing you typed is lost."),
        )
    acts.record("refused", path=request.path, power=str(refusal.values.get("power", "")))
    return page(403, _("Not allowed"), refusal.sentence)


def _refusal(refusal: Refusal) -> Any:
    return page(refusal.status, _("Not possible now"), refusal.sentence)


def _expired(fault: CSRFError) -> Any:
    return kept(
        400,
        _("This page was open for too long"),
        _("Nothing has been saved yet. What you typed is below: send it once more."),
    )


def kept(
    status: int, title: str, sentence: str, form: MultiDict[str, str] | None = None, files: list[str] | None = None
) -> Any:
    """Give back what was typed (by default what this request brought), ready to be sent again with a fresh token."""
    if problem.is_asked():
        return problem.problem(status, title, sentence)
    form = request.form if form is None else form
    if files is None:
        files = [file.filename for file in request.files.values() if file.filename]
    answer = render_template(
        "kept.html",
        title=title,
        sentence=sentence,
        typed=[(k, v) for k, values in form.lists() if k not in _NEVER_KEPT for v in values],
        files=files,
        action=request.full_path.rstrip("?"),
        status=status,
    )
    return answer, status


def _too_large(fault: RequestEntityTooLarge) -> Any:
    title = _("This file is too large")
    sentence = _(
        "Files of at most %(megabytes)s MB can be sent. Make the photo or scan smaller and try again.",
        megabytes=(request.max_content_length or 0) // 1024**2,
    )
    with everywhere("to find out who is signed in"):  # the token is asked for before the gate is passed
        known = current_user.is_authenticated
    sent = too_large.what_was_typed() if known else None
    return kept(413, title, sentence, *sent) if sent is not None else page(413, title, sentence)


def _http(fault: HTTPException) -> Any:
    sentences = {
        404: (
            _("Not found"),
            _("This page does not exist. Check the address, or start again from the register."),
        ),
        405: (_("Not possible this way"), _("Go back and use the button on the page.")),
        400: (_("This request cannot be read"), _("Go back, check what you filled in and try again.")),
    }
    code = fault.code or 500
    if code < 400:
        return fault
    title, sentence = sentences.get(code, (_("Not possible"), _("Go back and try again.")))
    return page(code, title, sentence)


def _made_twice(fault: IntegrityError) -> Any:
    """Two people made the same thing in the same moment; the database let the first one through."""
    db.session.rollback()
    if getattr(fault.orig, "sqlstate", "") != _UNIQUE and "UNIQUE constraint" not in str(fault.orig):
        return _fault(fault)
    log.warning("made twice at %s", request.path, exc_info=fault)
    return kept(409, _("Not possible now"), str(ChangedMeanwhile.sentence))


def _database(fault: OperationalError) -> Any:
    log.error("the database does not answer", exc_info=fault)
    db.session.rollback()
    g.faulty = True
    return page(503, _("The database does not answer"), _("Nothing was saved halfway. Wait a minute and try again."))


def _fault(fault: Exception) -> Any:
    reference = secrets.token_hex(4)
    log.error("fault %s at %s", reference, request.path, exc_info=fault)
    db.session.rollback()
    g.faulty = True
    return page(
        500,
        _("Something went wrong on our side"),
        _(
            "Nothing was saved halfway. Try again. If it happens again, tell your administrator: %(reference)s.",
            reference=reference,
        ),
    )
