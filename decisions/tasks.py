"""What must I do today about decisions? Each task says what being late means, with the article."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from app.access import Permission
from app.acts import Actor
from app.tasks import Task, task_source
from app.web.language import in_language, mark
from decisions import confirming, gates, queries, signers, terms
from decisions.lifecycle import DecisionState
from decisions.models import Decision


@dataclass(frozen=True)
class Wanted:
    """What a decision asks now: by when, with which words, on which page. ``waits_for``: somebody else must act."""

    due_on: date | None
    title: Any
    consequence: Any
    page: str
    button: Any
    waits_for: Any = None


@task_source
def of_decisions(actor: Actor, day: date) -> list[Task]:
    """The tasks of an officer, a second reader or the mayor."""
    if Permission.DECISION_DRAFT in actor.powers:
        wanted = ((row, officer_wants(row, actor, day)) for row in queries.asking_something())
        return [_task(row, one) for row, one in wanted if one is not None]
    if Permission.DECISION_SIGN in actor.powers:
        return [_task(row, _to_sign(row)) for row in queries.asking_for_signature()]
    return []


def _task(row: Decision, one: Wanted) -> Task:
    return Task(
        due_on=one.due_on,
        title=f"{mark(one.title)} {row.establishment.name}",
        case=f"{in_language(row.measure_copy['name'])} · {row.number}",
        consequence=one.consequence,
        url=one.page.format(id=row.id),
        button=one.button,
        note=row.returned_because,
        waits_for=one.waits_for,
        subject=row.establishment.name,
        what=one.title,
    )


def _article(row: Decision, gate: str) -> str:
    return gates.source(law.jurisdiction(row.jurisdiction).country, gate)


def officer_wants(row: Decision, actor: Actor, day: date) -> Wanted | None:
    """What an officer must do about a decision now; None when nothing."""
    match row.state:
        case DecisionState.DRAFT:
            return _to_announce(row) if row.measure_copy["announce_required"] else _to_submit(row)
        case DecisionState.ANNOUNCED:
            return _to_answer(row, day) if _waits_for_response(row) else _to_submit(row)
        case DecisionState.SECOND_READING:
            return _to_read(row, actor)
        case DecisionState.WITH_MAYOR:
            waits = _l("the sanctioning officer") if signers.is_fine(row) else _l("the mayor")
            return Wanted(
                row.decide_before, _l("Signature"), _late(row), "/decisions/{id}", _l("See the decision"), waits
            )
        case DecisionState.SIGNED:
            return _to_serve(row)
    if _asks_college(row):
        return _to_college(row)
    if row.state == DecisionState.SERVED and terms.needs_covering_note(row) and not _has_note(row):
        return _to_correct(row)
    return None


def _late(row: Decision) -> Any:
    article = _article(row, "late")
    if row.application is None or not article:
        return _l("There is no statutory term; the situation lasts until there is a decision.")
    return _l("After this day the applicant can give notice of default (%(article)s).", article=article)


def _to_announce(row: Decision) -> Wanted:
    consequence = _l("Without hearing the party no decision (%(article)s).", article=_article(row, "hearing"))
    due = terms.decide_before(row)
    return Wanted(due, _l("Announce the intention"), consequence, "/decisions/{id}/grounds", _l("Go on drafting"))


def _waits_for_response(row: Decision) -> bool:
    return not row.hearing_exception and not row.hearing_outcome


def _to_answer(row: Decision, day: date) -> Wanted:
    running = row.hearing_until is not None and day <= row.hearing_until
    consequence = _l("The decision cannot go on before this (%(article)s).", article=_article(row, "hearing"))
    page, button = "/decisions/{id}/hearing", _l("Record the response")
    waits = _l("the response of the party") if running else None
    return Wanted(row.hearing_until, _l("Response to the intention"), consequence, page, button, waits)


def _to_submit(row: Decision) -> Wanted:
    due = terms.decide_before(row)
    return Wanted(due, _l("Finish the decision and submit it"), _late(row), "/decisions/{id}/submit", _l("Go on"))


def _to_read(row: Decision, actor: Actor) -> Wanted:
    title = _l("Read the decision as second reader")
    waits = _l("the second reader") if actor.id == str(row.drafter_id) else None
    return Wanted(row.decide_before, title, _late(row), "/decisions/{id}/reading", _l("Read"), waits)


def _to_sign(row: Decision) -> Wanted:
    return Wanted(row.decide_before, _l("Sign the decision"), _late(row), "/to-sign/{id}", _l("Read"))


def _to_serve(row: Decision) -> Wanted:
    consequence = _l("Until it is served the decision has no effect (%(article)s).", article=_article(row, "service"))
    return Wanted(
        row.sending_on, _l("Serve the decision"), consequence, "/decisions/{id}/service", _l("Record service")
    )


def _asks_college(row: Decision) -> bool:
    out = {DecisionState.SIGNED, DecisionState.SERVED, DecisionState.IN_EFFECT}
    return bool(row.measure_copy["confirmation"]) and row.college_met_on is None and row.state in out


def _to_college(row: Decision) -> Wanted:
    article = _article(row, "confirmation")
    consequence = _l("Without confirmation at this meeting the measure lapses at once (%(article)s).", article=article)
    title = confirming.words_of(row.measure_copy).title
    return Wanted(row.college_due_on, title, consequence, "/decisions/{id}/service", _l("Record the meeting"))


def _has_note(row: Decision) -> bool:
    return any(letter.kind == "covering-note" for letter in row.letters)


def _to_correct(row: Decision) -> Wanted:
    consequence = _l("The letter names a last day that is not right (%(article)s).", article=_article(row, "remedies"))
    title = _l("Make the covering note")
    return Wanted(None, title, consequence, "/decisions/{id}/service", _l("Correct the day"))
