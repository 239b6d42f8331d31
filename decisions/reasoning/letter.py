"""The gates of the letter: addressee, language, reasons, remedies, the answer to an objection, privacy. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from decisions.reasoning.case import CaseFile, Point, dated, day, no, point, said
from decisions.reasoning.persons import identifies, redacted

_EXCERPT = 200  # characters of a text with the number or name taken out, as a proposal


# The gates that a question of its own answers, by the name of that question.
_ASKED = {
    "objection_answered": "objection_answers_all",
    "objection_other_person": "objection_same_person",
    "objection_late": "objection_in_time",
    "objection_worse_off": "objection_worse_off",
}


def party_points(case: CaseFile) -> list[Point]:
    """Who gets the letter, in which language, and who signs it."""
    one = case.paper
    spoken = None if one.language is None or one.languages is None else one.language in one.languages
    return [
        point(case, "addressee", one.addressee, _l("Complete the name and address of the addressee"), "addressee",
              name=_l("Addressee")),
        point(case, "language", spoken, _l("Choose an addressee language in which this municipality may write"),
              "addressee", name=_l("Language of the letter")),
        point(case, "mayor", one.signer, _l("Ask the administrator for a mayor who did not draft this decision"),
              "addressee", name=_l("Somebody who signs")),
    ]  # fmt: skip


def sending_points(case: CaseFile, today: date, *, live: bool) -> list[Point]:
    """The day of sending and where to go against the decision; ``live``: the letter is still to be sent."""
    one = case.paper
    when = day(one.service_day)
    past = live and when is not None and when < today
    return [
        point(
            case,
            "sending",
            False if past else dated(one.service_day),
            _l("The day of sending has passed: choose it again")
            if past
            else _l("Choose the day on which the letter is sent"),
            "sending_on",
            name=_l("Day of sending"),
        ),
        point(
            case,
            "remedies",
            one.remedies,
            _l("The addresses for objection or appeal are missing: ask the administrator to enter them"),
            "sending_on",
            name=_l("Where to go against the decision"),
        ),
        point(case, "annexed", True if one.annexed is None else one.annexed,
              _l("The reasons refer to a report that the party does not have: annex it"), "annexed"),
        point(case, "own_reasons", no(bool(one.same_reasons)),
              _l("The reasons are a standard text: answer this case"), "same_reasons"),
    ]  # fmt: skip


def objection_points(case: CaseFile) -> list[Point]:
    """Every contested act is answered, by another than who took it, after hearing, and weighed anew."""
    one = case.objection
    left = [act for act in one.contested or () if act not in (one.answered or ())]
    rows: list[tuple[str, bool, Any]] = [
        ("objection_answered", not left or (one.answered is None and not case.strict),
         _l("A contested act has no answer: answer each, the physical closing included")),
        ("objection_other_person", not one.same_person,
         _l("Who took the decision under mandate cannot decide on the objection")),
        ("objection_heard", one.heard is not False, _l("The objector was not heard")),
        ("objection_late", one.in_time is not False or bool(said(one.late_answer)),
         _l("The term to decide on the objection has passed: say why, and what it means for the objector")),
        ("objection_worse_off", not one.worse_off or bool(said(one.worse_answer)),
         _l("An objection may not make it worse: say why the decision could be changed so all the same, or do not")),
        ("objection_reconsidered", one.reconsidered is not False,
         _l("Weigh the decision anew in full, also with what happened since")),
    ]  # fmt: skip
    return [point(case, gate, met, sentence, _ASKED.get(gate, "objection")) for gate, met, sentence in rows]


def privacy(case: CaseFile) -> Point:
    """No text may hold a number by which the state knows a person, or what looks like a worker's name."""
    where, text = next(((name, text) for name, text in _texts(case) if identifies(text)), ("", ""))
    found = _l(
        "A text holds what looks like a personal number or a worker’s name. Write for instance: “%(text)s”",
        text=redacted(text)[:_EXCERPT],
    )
    return point(
        case,
        "privacy",
        not where,
        found,
        where,
        name=_l("No personal numbers"),
    )


def _texts(case: CaseFile) -> Iterator[tuple[str, str]]:
    yield from case.texts.items()
    for ground in case.grounds or ():
        if isinstance(ground.motivation, str):
            yield f"ground-{ground.id}-motivation", ground.motivation
    for part in fields(case):
        yield from _within(part.name, getattr(case, part.name))


def _within(where: str, value: Any) -> Iterator[tuple[str, str]]:
    """Every text in the parts of the file, however deep."""
    if isinstance(value, str):
        yield where, value
    elif isinstance(value, tuple):
        for one in value:
            yield from _within(where, one)
    elif is_dataclass(value) and not isinstance(value, type) and where not in {"rules", "grounds"}:
        for part in fields(value):
            yield from _within(where, getattr(value, part.name))
