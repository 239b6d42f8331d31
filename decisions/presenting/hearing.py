"""The hearing step in each of its stages: to announce, waiting for the party, done."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import url_for

from app import clock
from app.web.fields import HouseForm
from app.web.language import clock_time, hour_of_day, in_language, long_date
from decisions import signers
from decisions.forms import AnnounceForm, ConsultationForm, ExceptionForm, HearingForm, ResponseForm, SeenForm, choices
from decisions.gates import HEARING_EXCEPTIONS, exceptions_in
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting.facts import LANGUAGE_WORDS, capital, hearing_words, is_belgian
from decisions.presenting.frame import WRITABLE
from decisions.presenting.tongue import _


@dataclass(frozen=True)
class Words:
    """What this step is called and asks, by country."""

    hearing: str
    announce: str
    talk: str
    announce_button: str
    response_button: str
    silence: str


@dataclass(frozen=True)
class Hearing:
    facts: list[tuple[str, Any]]
    letters: list[dict[str, str]]
    notice: str
    tone: str
    summary: str
    reply: str


@dataclass(frozen=True)
class Consultation:
    form: HouseForm
    facts: list[tuple[str, Any]] = field(default_factory=list)


def stage(decision: Decision) -> str:
    """ "announce", "respond" or "done"; a recorded response can still be edited while the draft is open."""
    if decision.hearing_exception or not decision.measure_copy["announce_required"]:
        return "done"
    if decision.announced_on is None or again(decision):
        return "announce"
    if decision.state not in WRITABLE or decision.hearing_outcome == "none":
        return "done"
    return "respond"


def again(decision: Decision) -> bool:
    """Whether a ground was chosen after the announcement, so that the party must hear of it."""
    announced = decision.state == DecisionState.ANNOUNCED and decision.announced_on is not None
    return announced and any(not row.announced for row in decision.grounds)


def words(decision: Decision) -> Words:
    if is_belgian(decision):
        return Words(
            _("Hearing"),
            _("The invitation names the facts, the measure and its length, and when and where the party is heard."),
            _("The letter invites the party for this moment."),
            _("Make the invitation"),
            _("Record the hearing"),
            _("Only when the party did not come and sent nothing. Then the decision can go on."),
        )
    return Words(
        _("View of the party"),
        _("The letter of intention names the grounds and the facts, and asks for the view of the party."),
        _("Only when you offer a talk besides a written view."),
        _("Make the letter of intention"),
        _("Record the view"),
        _("Only after the last day. Then the decision can go on without a view."),
    )


def exceptions(decision: Decision) -> list[tuple[str, str]]:
    """The exceptions to the hearing duty that hold for this decision, with their article."""
    country = "be" if is_belgian(decision) else "nl"
    return [
        (entry.id, f"{capital(in_language(dict(entry.name)))} ({entry.article})") for entry in exceptions_in(country)
    ]


def forms(decision: Decision) -> dict[str, HouseForm]:
    """The forms of the page by the name of their class, filled from the decision."""
    seen = {"version": decision.version}
    found: dict[str, HouseForm] = {}
    if decision.state in WRITABLE:
        found["ConsultationForm"] = ConsultationForm(formdata=None, obj=decision, data=seen)
    at = stage(decision)
    if at == "announce":
        held = clock.civil(decision.hearing_at) if decision.hearing_at else None
        moment = {"hearing_at": held.date(), "hearing_hour": hour_of_day(held)} if held else {"hearing_at": None}
        place = {"hearing_place": decision.hearing_place}
        found["AnnounceForm"] = AnnounceForm(formdata=None, data={**seen, **moment, **place})
        if exceptions(decision) and decision.state == DecisionState.DRAFT:
            form = ExceptionForm(formdata=None, data=seen)
            form.hearing_exception.choices = choices(exceptions(decision))
            found["ExceptionForm"] = form
    elif at == "respond":
        spoken = is_belgian(decision) and not (signers.is_fine(decision) and decision.hearing_at is None)
        kind = HearingForm if spoken else ResponseForm
        day = decision.hearing_held_on if spoken else decision.hearing_received_on
        found[kind.__name__] = kind(formdata=None, obj=decision, data={**seen, "hearing_received_on": day})
        if _may_be_silent(decision):
            found["SeenForm"] = SeenForm(formdata=None, data=seen)
    return found


def _may_be_silent(decision: Decision) -> bool:
    """Absence is recorded only after the last day, and only while nothing is in."""
    over = decision.hearing_until is not None and clock.today() > decision.hearing_until
    return not decision.hearing_outcome and over


def consultation(decision: Decision, found: dict[str, HouseForm]) -> Consultation | None:
    """The judicial consultation, where the measure asks for one."""
    if "judicial_consultation" not in decision.measure_copy.get("gates", []):
        return None
    facts = [
        (_("Judicial authority"), decision.consulted_authority),
        (_("Consulted on"), long_date(decision.consulted_on)),
        (_("Answer"), decision.consultation_answer),
    ]
    return Consultation(found.get("ConsultationForm") or ConsultationForm(formdata=None), facts)


def hearing(decision: Decision) -> Hearing:
    facts: list[tuple[str, Any]] = []
    if decision.announced_on:
        facts.append((_("Announced on"), long_date(decision.announced_on)))
    if decision.hearing_until:
        facts.append((_("A response is possible up to and including"), long_date(decision.hearing_until)))
    if decision.hearing_at and decision.announced_on:
        moment = f"{long_date(decision.hearing_at)}, {clock_time(decision.hearing_at)}"
        facts.append((_("Hearing"), f"{moment}, {decision.hearing_place}"))
    if decision.hearing_outcome or decision.hearing_exception:
        facts.append((_("State"), capital(hearing_words(decision))))
    if decision.hearing_exception:
        facts += _exception_facts(decision)
    notice, tone = _notice(decision)
    return Hearing(facts, _letters(decision), notice, tone, decision.hearing_summary, decision.hearing_reply)


def _exception_facts(decision: Decision) -> list[tuple[str, Any]]:
    known = {entry.id: entry for entry in HEARING_EXCEPTIONS}.get(decision.hearing_exception)
    name = f"{capital(in_language(dict(known.name)))} ({known.article})" if known else decision.hearing_exception
    return [(_("Exception"), name), (_("Reason"), decision.hearing_exception_reason)]


def _letters(decision: Decision) -> list[dict[str, str]]:
    """The announcement that was made; the decision itself stands elsewhere."""
    kind = decision.measure_copy["letters"]["announcement"]
    return [
        {
            "label": _(
                "Letter of %(day)s (%(language)s)", day=long_date(row.made_at), language=LANGUAGE_WORDS[row.language]
            ),
            "href": url_for("decisions.letter_pdf", decision_id=decision.id, letter_id=row.id),
        }
        for row in decision.letters
        if row.kind == kind
    ]


def _notice(decision: Decision) -> tuple[str, str]:
    if not decision.measure_copy["announce_required"]:
        return _("The law asks nobody to be heard before this letter. Go on to the next step."), "info"
    if again(decision):
        return _("A ground was chosen after the announcement. Announce again: the term then runs anew."), "warn"
    if decision.state != DecisionState.ANNOUNCED or decision.hearing_outcome or decision.hearing_until is None:
        return "", "info"
    if clock.today() <= decision.hearing_until:
        day = long_date(decision.hearing_until)
        return _("The party can respond up to and including %(day)s. Wait, or record what came in.", day=day), "info"
    return _("The term is over. Record what came in, or that nothing came in."), "warn"
