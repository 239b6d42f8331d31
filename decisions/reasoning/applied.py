"""The gates of a decision on an application: grant, completion, leaving untreated, the term that moves. Pure."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from decisions.reasoning.case import CaseFile, Point, answered, every, point, said
from decisions.reasoning.regimes import Applied

_Row = tuple[str, bool | None, Any, str]


def application_points(case: CaseFile) -> list[Point]:
    """What the application itself asks of the decision; none where the case is about no application."""
    one = case.application
    if one is None:
        return []
    rows: list[_Row] = [
        ("application_open", one.open, _l("This application has already been decided"), "addressee"),
        *(_grant(case, one) if case.rules.effect == "grant" else _course(case, one)),
    ]
    return [point(case, gate, met, sentence, anchor) for gate, met, sentence, anchor in rows]


def _grant(case: CaseFile, one: Applied) -> list[_Row]:
    found: list[_Row] = [
        ("application_complete", one.complete,
         _l("The application has not been found complete yet"), "addressee"),
        ("one_permit", True if one.place_free is None else one.place_free,
         _l("This establishment already has a permit in that period: choose another first day"), "valid_from"),
        ("condition_founded", every(one.conditions is not False, one.conditions_founded),
         _l("Give each condition its reason and the rule that allows it"), "text_1"),
    ]  # fmt: skip
    if case.country == "nl":
        found.append(("validity_reason", answered(one.ends, one.end_reason),
                      _l("Say why the permit has a last day, or leave that day empty"), "end_reason"))  # fmt: skip
    return found


def _course(case: CaseFile, one: Applied) -> list[_Row]:
    if case.rules.effect == "not_treated" or one.missing is not None:
        sentence = _l("No required document is missing: find the application complete instead")
        return [("something_missing", one.missing, sentence, "addressee")]
    return [
        ("term_reason", said(one.term_reason), _l("Write why the term moves"), "reason"),
        ("term_running", one.term_running, _l("The term has ended: it can no longer be moved"), "sending_on"),
        ("term_most", one.within_most, _l("The law does not allow to move the term like this"), "weeks"),
    ]
