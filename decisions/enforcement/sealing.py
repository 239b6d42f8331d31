"""Seals in words: what is known of each, what a broken one asks, and when they must go."""

from __future__ import annotations

from dataclasses import dataclass

from app import clock
from app.web.language import long_date
from decisions.enforcement import queries, rules
from decisions.enforcement.lifecycle import SEAL, ClosureState, SealState
from decisions.enforcement.models import Closure, Sealing
from decisions.enforcement.next_day import Deadline
from decisions.enforcement.words import SEAL_STATES, Mark
from decisions.presenting.tongue import _


@dataclass(frozen=True)
class Shown:
    """One set of seals: badge, who put them when, what became of them, and which steps are open."""

    row: Sealing
    mark: Mark
    put: str
    became: list[str]
    can: dict[str, bool]


def shown(row: Closure) -> list[Shown]:
    """The seals of a closure, the newest first."""
    return [_shown(one) for one in queries.seals_of(row)]


def _shown(one: Sealing) -> Shown:
    became = []
    if one.broken_on is not None:
        became.append(_("Found broken on %(day)s: %(note)s", day=long_date(one.broken_on), note=one.broken_note))
        if one.reported_to:
            reference = f" ({one.report_reference})" if one.report_reference else ""
            became.append(_("Reported to: %(whom)s", whom=f"{one.reported_to}{reference}"))
    if one.removed_on is not None:
        became.append(_("Taken away on %(day)s, by: %(by)s", day=long_date(one.removed_on), by=one.removed_by))
    state = SealState(one.state)
    can = {verb: SEAL.allows(state, verb) for verb in ("report_broken", "seal_again", "remove_seals")}
    can["seal_again"] = can["seal_again"] and one.closure.state == ClosureState.EXECUTED
    put = _("%(day)s, by: %(by)s", day=long_date(one.put_on), by=one.put_by)
    return Shown(one, SEAL_STATES[one.state], put, became, can)


def _there(row: Closure) -> Sealing | None:
    """The seals that are on the place now, whole or broken."""
    found = (one for one in queries.seals_of(row) if one.state in (SealState.HANGING, SealState.BROKEN))
    return next(found, None)


def next_of(row: Closure) -> Deadline | None:
    """What the seals ask before anything else: new ones for broken ones, or their removal when the closure is over."""
    one, own = _there(row), rules.rules_of(row.decision.jurisdiction)
    if one is None:
        return None
    if row.ended_on is not None:
        consequence = _("No seal may stay on a place that is no longer closed (%(source)s).", source=own.seal_source)
        return Deadline(_("Take the seals away"), row.ended_on, consequence, row.ended_on < clock.today())
    if one.state == SealState.BROKEN:
        sentence = _("Breaking a seal is an offence (%(source)s); the closure lasts.", source=own.broken_source)
        return Deadline(_("Seal the place again"), one.broken_on, sentence, late=True)
    return None


def notices(row: Closure) -> list[tuple[str, str]]:
    """What must be known about the seals now."""
    one = _there(row)
    if one is None or one.state != SealState.BROKEN:
        return []
    if one.reported_to:
        return [("danger", _("A seal was found broken, and reported to %(whom)s. Seal again.", whom=one.reported_to))]
    return [("danger", _("A seal was found broken. Report it to the police, and seal again."))]
