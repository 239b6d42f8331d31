"""The gates of interests, effect and duration. Pure."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

import law
from decisions.reasoning.case import CaseFile, Point, answered, dated, day, no, point, said, some
from law.powers import Premises


def weighing_points(case: CaseFile) -> list[Point]:
    """Suitable, necessary, in balance."""
    one, gates = case.weighing, case.rules.gates
    found = []
    if "interest_weighing" in gates:
        found += [
            point(case, "interest_weighing", said(one.suitable), _l("Write why the measure is suitable"),
                  "suitable", "suitable", name=_l("Suitable")),
            point(case, "interest_weighing", said(one.balanced), _l("Weigh the interests: is the measure in balance?"),
                  "balanced", "balanced", name=_l("In balance")),
        ]  # fmt: skip
    if gates & {"alternatives", "interest_weighing"}:
        found += [
            point(case, "alternatives", _necessary(case), _l("Write why a lighter measure is not enough"),
                  "necessary", "necessary", name=_l("Necessary")),
        ]  # fmt: skip
    return found


def _necessary(case: CaseFile) -> bool | None:
    """A text, or lighter measures named one by one with their answer."""
    options = case.weighing.alternatives
    if options is None:
        return said(case.weighing.necessary)
    one_by_one = bool(options) and all(said(option.rejected_because) for option in options)
    return one_by_one and said(case.weighing.necessary) is not False


def circumstance_points(case: CaseFile) -> list[Point]:
    """What the party put in the scale, each with its answer."""
    one = case.weighing
    if not case.rules.gates & {"interest_weighing", "alternatives"}:
        return []
    rows: list[tuple[str, bool | None, Any, str]] = [
        ("circumstances", answered(one.circumstances_raised, one.circumstances_answer),
         _l("Which special circumstances were put forward, and what is the answer to each?"), "circumstances_answer"),
        ("equal_cases", answered(one.equal_cases_raised, one.equal_cases_answer),
         _l("The party names equal cases that were treated otherwise: answer that"), "equal_cases_answer"),
        ("expectations", answered(one.expectations_raised, one.expectations_answer),
         _l("The party relies on a promise or on long tolerance: answer that"), "expectations_answer"),
        ("legalisation", answered(one.legalisation_possible, one.legalisation_answer),
         _l("A permit was in sight: say why action was taken all the same"), "legalisation_answer"),
    ]  # fmt: skip
    if case.rules.effect == "close":
        rows += [
            ("blame", said(one.blame),
             _l("Say what the operator is to blame for, or why blame is not needed"), "blame"),
            ("repetition", said(one.repetition),
             _l("Say why it may happen again: else nothing need close"), "repetition"),
            ("changed_since", said(one.changed_since),
             _l("Say what changed since the facts, and what it means"), "changed_since"),
            ("volume", True if one.volume is None else said(one.volume),
             _l("Compare the number of facts with the number of visitors"), "volume"),
        ]  # fmt: skip
    if case.taken.object is Premises.DWELLING and case.rules.effect == "close":
        sentence = _l("A home: say who lives there, where they go, and whether they can return")
        rows.append(("occupants", said(one.occupants), sentence, "occupants"))
    return [point(case, gate, met, sentence, anchor) for gate, met, sentence, anchor in rows]


def effect_points(case: CaseFile) -> list[Point]:
    """A day of effect after sending, with its reason when it is at once."""
    if case.rules.effect not in {"revoke", "suspend"} or case.rules.needs_duration:
        return []
    effect, sending = day(case.taken.effective_on), day(case.paper.service_day)
    early = effect is not None and sending is not None and effect < sending
    found = [
        point(
            case,
            "effect",
            False if early else dated(case.taken.effective_on),
            _l("The decision cannot take effect before it is sent: choose a later day")
            if early
            else _l("Choose the day on which it takes effect"),
            "effect_on",
            name=_l("Day of effect"),
        )
    ]
    if effect is not None and effect == sending:
        found.append(
            point(
                case,
                "effect_reason",
                bool(said(case.taken.effect_reason)),
                _l("Give the reason why it takes effect at once"),
                "effect_reason",
                name=_l("Reason for immediate effect"),
            )
        )
    return found


def duration_points(case: CaseFile) -> list[Point]:
    """First and last day within the law, and the reason for the length."""
    one = case.duration
    if not (case.rules.needs_duration or "end_date" in case.rules.gates or one.indefinite):
        return []
    if case.rules.effect in {"refuse", "revoke", "grant"}:
        return []
    found = [_end(case)]
    if (one.start and one.until) or one.months is not None:
        found.append(_bound(case))
    begins = day(case.paper.service_day) or case.decided_on
    if one.start and begins and case.rules.needs_duration:
        found.append(
            point(case, "effect", one.start >= begins, _l("The measure cannot begin before the decision is sent"),
                  "duration_from", "duration-start", name=_l("First day"))
        )  # fmt: skip
    if "duration_reason" in case.rules.gates:
        found.append(
            point(case, "duration_reason", said(one.reason),
                  _l("Give the reason for this length: why not a shorter one?"),
                  "duration_reason", name=_l("Reason for the length"))
        )  # fmt: skip
    return [*found, *_conditions(case)]


def _end(case: CaseFile) -> Point:
    one = case.duration
    counted = None if one.months is None else one.months > 0
    known = bool(counted) if one.until is False else some(dated(one.until), counted)
    if case.rules.effect == "order":
        known = some(known, said(one.ends_when))
    if one.indefinite:
        # An order may last until something is done; a definitive sanction must be reasoned as such.
        known = said(one.ends_when) is True if case.rules.effect == "order" else _definitive(case)
    if case.rules.needs_duration and one.start is False:
        known = False
    sentence = _l("Enter the first and the last day: nothing closes for an indefinite time")
    return point(case, "end_date", known, sentence, "duration_from", "duration", name=_l("First and last day"))


def _definitive(case: CaseFile) -> bool:
    return case.rules.asks("own_sanction") and bool(said(case.duration.reason))


def _bound(case: CaseFile) -> Point:
    limits = [ground.max_months for ground in case.grounds or () if ground.max_months is not None]
    limits += [limit for limit in (case.rules.max_months, case.regulation.most_months) if limit is not None]
    longest = min(limits, default=None)
    first, last, months = case.duration.start, case.duration.until, case.duration.months
    if first and last:
        met = first <= last and (longest is None or law.terms.within_months(first, last, longest))
    else:
        met = longest is None or (months or 0) <= longest
    sentence = _l("The law allows at most %(months)s months: choose an earlier last day", months=longest or 0)
    return point(case, "duration", met, sentence, "duration_until", "duration-bound", name=_l("Length within the law"))


def _conditions(case: CaseFile) -> list[Point]:
    one = case.duration
    found = []
    if "conditions_to_lift" in case.rules.gates:
        sentence = _l("Say what the operator must do for the measure to be lifted")
        met = some(said(one.reopening_conditions), said(one.ends_when))
        found.append(point(case, "conditions_to_lift", met, sentence, "reopening_conditions"))
    fulfilable = True if one.conditions_fulfilable is None else one.conditions_fulfilable
    sentence = _l("A condition for reopening depends on others: choose one the operator can fulfil and check himself")
    found.append(point(case, "conditions_fulfilable", fulfilable, sentence, "conditions_fulfilable"))
    if case.rules.most_renewals is not None and one.renewal is not None:
        sentence = _l("The law allows no further renewal: only a new decision on new facts can close again")
        found.append(point(case, "renewals", one.renewal <= case.rules.most_renewals, sentence, "duration_from"))
    return found


def policy_points(case: CaseFile) -> list[Point]:
    """Following the policy is no defence; the policy must be the one that held, and be followed step by step."""
    one, newest = case.policy, case.newest_fact
    edition, earlier = day(one.edition_from), day(one.earlier_fact_on)
    later = edition is not None and newest is not None and newest < edition and one.stricter is not False
    outside = False
    if one.look_back_months is not None and earlier is not None:
        outside = not law.terms.within_months(earlier, newest or case.decided_on or earlier, one.look_back_months)
    return [
        point(case, "policy_only", no(bool(one.only_reason)),
              _l("That the policy prescribes it is no reason: say why it is right in this case"), "policy_only"),
        point(case, "policy_edition", not later,
              _l("The policy was made stricter after the facts: apply the edition that held then"), "policy_name"),
        point(case, "look_back", not outside,
              _l("The earlier fact lies outside the policy’s own look-back: it does not count"), "look_back_months"),
        point(case, "policy_step", answered(bool(one.step_skipped), one.deviation_reason) if one.step_skipped else True,
              _l("A lighter step of the policy was skipped: give the reason"), "deviation_reason"),
        point(case, "policy_published", True if one.published is None else one.published,
              _l("The policy was not published before the fact: nobody could know it"), "policy_published"),
    ]  # fmt: skip
