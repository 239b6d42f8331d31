"""What the mayor sees: the queue, the reasons beside the letter, what became of earlier signatures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from flask import url_for

from app import clock
from app.web.language import clock_time, long_date, mark
from decisions import confirming, terms
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting.consequence import consequence
from decisions.presenting.evidence import Reason, reasons_of
from decisions.presenting.facts import capital, is_belgian, measure_name, people, period
from decisions.presenting.frame import Aside, aside
from decisions.presenting.gates import Met, met_gates
from decisions.presenting.tongue import _, ngettext


@dataclass(frozen=True)
class Item:
    """A decision in the queue. ``left`` is how long still, in words; ``urgent``: today or late."""

    decision: Decision
    title: str
    whom: str
    why: str
    since: datetime
    waited: str
    left: str
    urgent: bool
    due_on: date | None
    consequence: str
    pages: int
    url: str


@dataclass(frozen=True)
class Term:
    left: str
    late: bool
    text: str
    explain_url: str


@dataclass(frozen=True)
class Reasons:
    term: Term | None
    gates: list[Met]
    grounds: list[Reason]
    why: list[str]
    people: list[tuple[str, str]]
    aside: list[Aside] = field(default_factory=list)


@dataclass(frozen=True)
class Done:
    """An earlier signature or return, and what happened since."""

    title: str
    establishment: str
    deed: str
    icon: str
    tone: str
    then: str
    url: str


def last_day(decision: Decision) -> date | None:
    """By when the mayor must have signed: the decision term, or the meeting of the college."""
    return decision.college_due_on or terms.decide_before(decision)


def title(decision: Decision) -> str:
    if decision.duration_from and decision.duration_until:
        words = length(decision.duration_from, decision.duration_until)
        return _("%(measure)s, %(length)s", measure=measure_name(decision), length=words)
    return measure_name(decision)


def length(first: date, last: date) -> str:
    """ "3 months" when the days are whole months (from the nth to the day before the nth), else the days."""
    after = last + timedelta(days=1)
    months = (after.year - first.year) * 12 + after.month - first.month
    if months > 0 and after.day == first.day:
        return ngettext("%(num)d month", "%(num)d months", months)
    return ngettext("%(num)d day", "%(num)d days", (after - first).days)


def whom(decision: Decision) -> str:
    place = decision.establishment
    return f"{place.name}, {place.address}" if place.address else place.name


def item(decision: Decision, pages: int = 0) -> Item:
    due_on, since = last_day(decision), decision.read_at or decision.submitted_at or decision.drafted_at
    return Item(
        decision=decision,
        title=title(decision),
        whom=whom(decision),
        why=_why(decision),
        since=since,
        waited=_waited(since),
        left=capital(_left(due_on)),
        urgent=due_on is not None and due_on <= clock.today(),
        due_on=due_on,
        consequence=consequence(decision),
        pages=pages,
        url=url_for("decisions.sign", decision_id=decision.id),
    )


def _why(decision: Decision) -> str:
    """The grounds in a sentence, who drafted it and who read along."""
    titles = [reason.title for reason in reasons_of(decision)]
    grounds = (mark("", ";") + " ").join([*titles[:1], *(uncapital(title) for title in titles[1:])])
    if decision.reader is not None:
        return _(
            "%(grounds)s. Drafted by %(drafter)s, read along by %(reader)s.",
            grounds=grounds,
            drafter=decision.drafter.name,
            reader=decision.reader.name,
        )
    return _("%(grounds)s. Drafted by %(drafter)s.", grounds=grounds, drafter=decision.drafter.name)


def uncapital(words: str) -> str:
    return words[:1].lower() + words[1:]


def _waited(since: datetime) -> str:
    days = (clock.today() - clock.civil(since).date()).days
    return ngettext("%(num)d day", "%(num)d days", days) if days else _("since today")


def _left(due_on: date | None) -> str:
    if due_on is None:
        return _("No term by law")
    days = (due_on - clock.today()).days
    if days < 0:
        return ngettext("%(num)d day late", "%(num)d days late", -days)
    if days == 0:
        return _("Today")
    return ngettext("%(num)d day left", "%(num)d days left", days)


def queue(decisions: Iterable[Decision], pages: dict[Any, int]) -> list[Item]:
    """What waits, the earliest last day first."""
    found = [item(decision, pages.get(decision.id, 0)) for decision in decisions]
    return sorted(found, key=lambda entry: (entry.due_on or date.max, entry.since))


def first_due(items: list[Item]) -> str:
    """When the first must be signed, as a sentence; empty when no term runs."""
    days = [entry.due_on for entry in items if entry.due_on is not None]
    if not days:
        return ""
    if min(days) < clock.today():
        return _("The first one is late.")
    if min(days) == clock.today():
        return _("The first one must go today.")
    return _("The first one must go by %(day)s.", day=long_date(min(days)))


def reasons(decision: Decision) -> Reasons:
    why = [
        text for text in (decision.suitable, decision.necessary, decision.balanced, decision.duration_reason) if text
    ]
    return Reasons(_term(decision), met_gates(decision), reasons_of(decision), why, people(decision), aside(decision))


def _term(decision: Decision) -> Term | None:
    due_on = last_day(decision)
    if due_on is None:
        return None
    text = _("At the latest %(day)s.", day=long_date(due_on))
    if is_belgian(decision):
        text = confirming.said(confirming.words_of(decision.measure_copy).meets, day=long_date(due_on))
    explained = decision.application is not None and decision.college_due_on is None
    url = url_for("decisions.decision_term", decision_id=decision.id) if explained else ""
    return Term(_left(due_on), due_on <= clock.today(), f"{text} {consequence(decision)}".strip(), url)


def done(signed: Iterable[Decision], returned: Iterable[Decision]) -> list[Done]:
    """Signed and returned decisions, the latest first."""
    rows = [(decision.signed_at or decision.drafted_at, _signed(decision)) for decision in signed]
    rows += [(decision.returned_at or decision.drafted_at, _returned(decision)) for decision in returned]
    return [row for _moment, row in sorted(rows, key=lambda pair: pair[0], reverse=True)]


def _signed(decision: Decision) -> Done:
    return Done(
        measure_name(decision),
        decision.establishment.name,
        _("Signed %(day)s", day=long_date(decision.signed_at)),
        "check",
        "outlined",
        then(decision),
        url_for("decisions.signed_now", decision_id=decision.id),
    )


def _returned(decision: Decision) -> Done:
    reason = decision.returned_because
    return Done(
        measure_name(decision),
        decision.establishment.name,
        _("Sent back %(day)s", day=long_date(decision.returned_at)),
        "undo-2",
        "grey",
        _("“%(reason)s” %(name)s works on it", reason=reason, name=decision.drafter.name),
        url_for("decisions.decision", decision_id=decision.id),
    )


def then(decision: Decision) -> str:
    """What happened after the signature."""
    if decision.state == DecisionState.LAPSED:
        return str(confirming.words_of(decision.measure_copy).unconfirmed)
    if decision.served_on is None:
        return _(
            "The letter is on the list of %(name)s, to be sent on %(day)s",
            name=decision.drafter.name,
            day=long_date(decision.sending_on),
        )
    words = _("Served on %(day)s", day=long_date(decision.served_on))
    last = terms.holding_last_day(decision)
    if last is not None:
        against = _("appeal") if is_belgian(decision) else _("objection")
        words = _(
            "%(served)s; %(against)s up to and including %(day)s", served=words, against=against, day=long_date(last)
        )
    return words


def signed_facts(decision: Decision, pages: int) -> list[tuple[str, Any]]:
    """What was signed: letter, moment, fingerprint."""
    found: list[tuple[str, Any]] = [
        (_("Decision"), f"{decision.number}, {capital(title(decision))}"),
        (_("Pages"), str(pages)),
    ]
    if decision.signed_at is not None:
        moment = f"{long_date(decision.signed_at)}, {clock_time(decision.signed_at)}"
        found.append((_("Signed on"), moment))
    found.append((_("Fingerprint of the letter"), fingerprint(decision.letter_sha256)))
    found.append((_("Signature"), fingerprint(decision.signed_sha256)))
    if decision.duration_from and decision.duration_until:
        found.append((_("Duration"), period(decision.duration_from, decision.duration_until)))
    return found


def fingerprint(sha256: str | None) -> str:
    """The first eight characters, in two groups of four."""
    return f"{sha256[:4]} {sha256[4:8]}" if sha256 else "–"


def what_follows(decision: Decision) -> str:
    """Who serves it, and when."""
    text = _("%(name)s sends it on %(day)s.", name=decision.drafter.name, day=long_date(decision.sending_on))
    if is_belgian(decision) and decision.college_due_on:
        meets = confirming.words_of(decision.measure_copy).meets
        return f"{text} {confirming.said(meets, day=long_date(decision.college_due_on))}"
    return text
