"""Sentences beside the last steps: length, day of sending, who reads along."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.web.language import in_language, long_date
from decisions import signers, terms
from decisions.models import Decision
from decisions.presenting.facts import capital
from decisions.presenting.tongue import _


@dataclass(frozen=True)
class Summary:
    text: str
    label: str
    facts: list[tuple[str, Any]]


def duration_help(decision: Decision) -> str:
    months, renewals = decision.measure_copy["max_months"], decision.measure_copy["renewals"]
    if not months:
        return _("Choose the shortest length that does what is needed.")
    if renewals:
        return _("At most %(months)s months; it can be renewed %(renewals)s times.", months=months, renewals=renewals)
    return _("At most %(months)s months.", months=months)


def sending_help(decision: Decision) -> str:
    """Why the day of sending is fixed before the signature, and what the letter prints because of it."""
    last, against = terms.printed_last_day(decision), terms.remedy(decision)
    if against is None:
        return _("No remedy is open against this letter. The day is fixed before the signature.")
    name = in_language(dict(against.name))
    if last is not None:
        return _(
            "The letter prints the last day for the remedy (%(remedy)s): %(day)s.", remedy=name, day=long_date(last)
        )
    if not against.prints_last_day:
        return _(
            "The letter prints the rule for the remedy (%(remedy)s): "
            "the term runs from the day on which the party receives it.",
            remedy=name,
        )
    return _(
        "The letter prints the last day for the remedy (%(remedy)s), counted from this day. "
        "It is fixed before the signature.",
        remedy=name,
    )


def summary(decision: Decision, second_reader: bool) -> Summary:
    facts: list[tuple[str, Any]] = [(_("Addressee"), decision.addressee.name)]
    if decision.sending_on:
        facts.append((_("Sent on"), long_date(decision.sending_on)))
    last, against = terms.printed_last_day(decision), terms.remedy(decision)
    if last and against is not None:
        name = capital(in_language(dict(against.name)))
        facts.append((_("%(remedy)s up to and including", remedy=name), long_date(last)))
    before = terms.decide_before(decision)
    if before:
        facts.append((_("Decide before the end of"), long_date(before)))
    text = _(
        "The letter is now made, page by page, as the mayor will see it. After this nobody can change a word of it."
    )
    label = _("Submit to the second reader") if second_reader else _("Submit to the mayor")
    if signers.is_fine(decision):
        text = _(
            "The letter is now made, page by page, as the sanctioning officer will see it. "
            "After this nobody can change a word of it."
        )
        label = label if second_reader else _("Submit to the sanctioning officer")
    return Summary(text, label, facts)


def done(second_reader: bool) -> str:
    if second_reader:
        return _("Submitted. A colleague reads along before the mayor sees it.")
    return _("Submitted. The decision now waits for the mayor.")
