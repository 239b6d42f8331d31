"""The story of a dossier as the macro ``story`` draws it; also for the pages of upper storeys."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from flask import has_request_context, request, url_for
from flask_babel import gettext as _

from app import clock, story
from app.access import Permission
from app.story import Happening, Wording
from app.web.language import document_name, in_language, long_date
from permits.words import COLUMNS

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def told(happening: Happening) -> dict[str, Any]:
    """One event: the sentence for who may read it, otherwise that there is something one may not read."""
    local = clock.civil(happening.at)
    event: dict[str, Any] = {
        "on": local.date(),
        "at": happening.at,
        "who": happening.by,
        "tone": "",
        "text": "",
    }
    if not story.readable(happening):
        return event | {"icon": "eye-off", "title": _unreadable(happening), "who": ""}
    wording = story.SENTENCES.get(happening.kind, Wording("file-text", happening.kind))
    facts = {key: _written(key, value) for key, value in happening.facts.items()}
    return event | {
        "icon": wording.icon,
        "title": str(wording.title) % facts,
        "text": str(wording.text) % facts if wording.text else "",
        "tone": wording.tone,
        "documents": _documents(happening, wording),
    }


def _unreadable(happening: Happening) -> str:
    """Findings are no secret as such; of a closed file not even the kind is told."""
    if happening.power == Permission.FINDING_READ:
        return str(_("There are findings. You have no right to read them."))
    return str(_("There is something here that you have no right to read."))


def events(happenings: Iterable[Happening], expected: Iterable[dict[str, Any]] = ()) -> list[dict[str, Any]]:
    """The events in the order given, with what is expected in front."""
    return [*expected, *(told(happening) for happening in happenings)]


def expectation(on: date, title: Any, text: Any = "") -> dict[str, Any]:
    """A day still to come."""
    return {"on": on, "at": None, "icon": "calendar-clock", "title": title, "text": text, "who": "", "tone": "expected"}


def _written(key: str, value: Any) -> Any:
    if isinstance(value, str) and _DAY.fullmatch(value):
        return long_date(value)
    if isinstance(value, dict):
        return in_language(value)
    if isinstance(value, list):
        return ", ".join(dict.fromkeys(str(_one(key, part)) for part in value))
    return value


def _one(key: str, part: Any) -> Any:
    if key == "columns":
        return COLUMNS.get(part, part)
    return in_language(part) if isinstance(part, dict) else part


def _documents(happening: Happening, wording: Wording) -> list[dict[str, str]]:
    found = [
        {
            "label": document_name(file["label"], file.get("pages")),
            "href": url_for("permits.file", sha256=file["sha256"]),
            "icon": "paperclip",
        }
        for file in happening.files
    ]
    here = request.path if has_request_context() else ""
    if happening.url and wording.document and happening.url != here:  # a page need not lead to itself
        label = document_name(wording.document, happening.facts.get("pages"))
        found.append({"label": label, "href": happening.url, "icon": "file-text"})
    return found
