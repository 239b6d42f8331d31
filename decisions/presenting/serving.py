"""Service, receipt, covering note and college, in the stage in which the decision is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import url_for

import law
from app import clock
from app.web.language import in_language, long_date
from decisions import confirming, terms
from decisions.models import Decision
from decisions.presenting.consequence import consequence
from decisions.presenting.facts import is_belgian
from decisions.presenting.tongue import _
from decisions.words import SERVICE_METHODS


@dataclass(frozen=True)
class Service:
    intro: str
    day_help: str
    notice: str
    notice_title: str
    tone: str
    receipt_text: str
    covering: str
    college_text: str
    college: confirming.Words
    holds_title: str
    holds_text: str
    explain_url: str
    facts: list[tuple[str, Any]] = field(default_factory=list)
    college_facts: list[tuple[str, Any]] = field(default_factory=list)


def service(decision: Decision) -> Service:
    notice_title, notice, tone = _notice(decision)
    holds_title, holds_text = _holds(decision)
    sending = long_date(decision.sending_on)
    against = terms.remedy(decision)
    remedy = in_language(dict(against.name)) if against else ""
    return Service(
        intro=_(
            "Send %(name)s the signed letter. The measure does not work before it is served.",
            name=decision.addressee.name,
        ),
        day_help=_("The letter says %(day)s.", day=sending),
        notice=notice,
        notice_title=notice_title,
        tone=tone,
        receipt_text=_receipt_text(decision),
        covering=_("The letter left on another day than it says. This note corrects the last day that it prints."),
        college_text=consequence(decision),
        college=confirming.words_of(decision.measure_copy),
        holds_title=holds_title,
        holds_text=f"{holds_text} ({remedy})" if holds_text else remedy,
        explain_url=url_for("decisions.objection_term", decision_id=decision.id)
        if terms.objection_term(decision) is not None
        else "",
        facts=_facts(decision),
        college_facts=_college(decision),
    )


def papers(decision: Decision) -> list[dict[str, str]]:
    """The unsigned papers that go along with a served decision, made when they are opened."""
    found = []
    if decision.served_on is not None and terms.objection_term(decision) is not None:
        text = _("How and when it was served, and the last day that follows from it.")
        found.append({"label": _("Service sheet"), "text": text, "href": _paper(decision, "service_sheet")})
    if decision.signed_at is not None and decision.measure_copy["effect"] == law.Effect.CLOSE:
        text = _("For the door: address, days and article, and no reason.")
        found.append({"label": _("Notice for the door"), "text": text, "href": _paper(decision, "door_notice")})
    if decision.signed_sha256 is not None:
        text = _("A copy as a draft in your mail program. It does not take the place of service.")
        href = url_for("decisions.letter_message", decision_id=decision.id)
        found.append({"label": _("E-mail with the letter"), "text": text, "href": href})
    return found


def _paper(decision: Decision, name: str) -> str:
    return url_for(f"decisions.{name}_pdf", decision_id=decision.id)


def _receipt_text(decision: Decision) -> str:
    if is_belgian(decision):
        return _(
            "The term for appeal runs from the day of receipt. Until then the third working day after sending counts."
        )
    return _("Not needed for the term, but it proves that the letter arrived.")


def _notice(decision: Decision) -> tuple[str, str, str]:
    if decision.served_on is None:
        sending = decision.sending_on
        if sending is not None and sending < clock.today():
            day = long_date(sending)
            return (
                _("The letter should have left on %(day)s", day=day),
                _("Record the day on which it really leaves. The application then shows the day that holds."),
                "warn",
            )
        if sending is not None and sending > clock.today():
            return (
                _("The letter leaves on %(day)s", day=long_date(sending)),
                _("Record it once it has left. Does it leave on another day, then fill in that day."),
                "info",
            )
        return "", "", "info"
    printed, holds = terms.printed_last_day(decision), terms.holding_last_day(decision)
    if printed is not None and holds is not None and printed != holds:
        return (
            _("The letter prints another last day"),
            _(
                "It prints %(printed)s. Because of the real day of service %(holds)s now holds.",
                printed=long_date(printed),
                holds=long_date(holds),
            ),
            "warn",
        )
    if printed is not None:
        return (
            _("The printed last day is right"),
            _("Objection is possible up to and including %(day)s.", day=long_date(printed)),
            "ok",
        )
    return "", "", "info"


def _holds(decision: Decision) -> tuple[str, str]:
    last = terms.holding_last_day(decision)
    if terms.remedy(decision) is None:
        return _("No term"), _("This letter is no decision, so nothing can be lodged against it.")
    if last is None:
        return _("Not known yet"), _("The term begins when the party receives the letter.")
    if decision.served_on is None:
        return long_date(last), _("When the letter leaves on %(day)s.", day=long_date(decision.sending_on))
    return long_date(last), _("Worked out from the real service.")


def _facts(decision: Decision) -> list[tuple[str, Any]]:
    if decision.served_on is None:
        return []
    found: list[tuple[str, Any]] = [(_("Served on"), long_date(decision.served_on))]
    if decision.served_by:
        found.append((_("How"), SERVICE_METHODS.get(decision.served_by, decision.served_by)))
    found.append((_("Day in the letter"), long_date(decision.sending_on)))
    if decision.received_on:
        found.append((_("Received on"), long_date(decision.received_on)))
    effect = terms.effect_day(decision)
    if effect:
        found.append((_("Takes effect on"), long_date(effect)))
    return found


def _college(decision: Decision) -> list[tuple[str, Any]]:
    if decision.college_confirmed is None:
        return []
    words = confirming.words_of(decision.measure_copy)
    outcome = _("confirmed") if decision.college_confirmed else _("not confirmed: the measure has lapsed")
    return [
        (str(words.met_on), long_date(decision.college_met_on)),
        (str(words.decision), f"{decision.college_number}, {outcome}"),
    ]
