"""The gates of evidence as a whole: its class, its link to the business, its standing, its age. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from flask_babel import lazy_gettext as _l

from decisions.gates import number
from decisions.reasoning.case import CaseFile, Point, answered, day, no, point, said
from decisions.reasoning.facts import WEAK, Evidence, Redaction, Source, Standing

_EXCLUDED = frozenset({Standing.ACQUITTED, Standing.ANNULLED})


def proof_points(case: CaseFile, today: date) -> list[Point]:
    """What carries the measure carries it by itself, and is not older or weaker than it looks."""
    if "evidence" not in case.rules.gates and not case.evidence:
        return []
    on = case.decided_on or today
    return [
        *_classes(case),
        *_links(case),
        *_standing(case),
        *_readable(case),
        *_conduct(case),
        *_ages(case, on),
    ]


def _strong(fact: Evidence) -> bool:
    """Whether it can carry a measure: a weak class only when a verifiable other source supports it."""
    return fact.source not in WEAK or bool(said(fact.verified))


def _classes(case: CaseFile) -> list[Point]:
    if case.evidence is None:
        return []
    strong = [fact for fact in case.facts if _strong(fact)]
    only_score = bool(case.facts) and all(fact.source is Source.SCORE for fact in case.facts)
    found = [
        point(
            case,
            "evidence_class",
            bool(strong) or not case.facts,
            _l("A score alone never carries a measure: go and look")
            if only_score
            else _l("Only anonymous items, hearsay or pages from the web: find a source that can be verified"),
            "grounds",
        )
    ]
    if case.grounds is None:
        found.append(point(case, "evidence", bool(case.facts), _l("Nothing supports the measure"), "grounds"))
    # A ground that asks several independent facts says the same: things are not what they seem.
    several = any(
        need.count > 1 and "independent_fact" in need.kinds for one in case.grounds or () for need in one.needs
    )
    if case.taken.other_business or (several and case.facts):
        own = [fact for fact in strong if fact.independent is not False]
        sentence = _l("That things are in fact not what they seem needs two independent findings")
        found.append(point(case, "two_findings", len(own) >= number("findings_of_other_business"), sentence, "grounds"))
    return found


def _links(case: CaseFile) -> list[Point]:
    loose = [fact for fact in case.facts if said(fact.linked) is False]
    sentence = _l("Show for each incident its link to conduct inside, or to what the operator knew; or leave it out")
    own = [fact for fact in case.facts if fact.reported_by_operator]
    counted = answered(True, case.weighing.own_reports) if own else True
    reported = _l("The operator reported facts himself: that counts for him, so say what it means here")
    return [
        point(case, "link", not loose, sentence, "grounds"),
        point(case, "own_reports", counted, reported, "own_reports"),
    ]


def _standing(case: CaseFile) -> list[Point]:
    found = [
        point(
            case,
            "fact_excluded",
            not any(fact.standing in _EXCLUDED for fact in case.facts),
            _l("An acquitted fact or an annulled fine cannot count: leave it out"),
            "grounds",
        )
    ]
    dropped = [fact for fact in case.facts if fact.standing is Standing.DROPPED]
    if dropped:
        met = all(bool(fact.dismissal_code) and said(fact.own_assessment) for fact in dropped)
        sentence = _l(
            "Prosecution was dropped: give the code or reason, and judge for yourself what remains of the fact"
        )
        found.append(point(case, "fact_dropped", met, sentence, "grounds"))
    return found


def _readable(case: CaseFile) -> list[Point]:
    blacked = [fact for fact in case.facts if fact.redacted is Redaction.FULLY]
    found = []
    if case.country == "nl":
        met = all(fact.restricted_request for fact in blacked)
        sentence = _l("Fully blacked-out records prove nothing in court: plan a request for restricted knowledge")
        found.append(point(case, "redacted", met, sentence, "grounds"))
    elif blacked:
        sentence = _l("Fully blacked-out records cannot be answered by the party: give it a summary")
        found.append(point(case, "redacted", False, sentence, "grounds"))
    hidden = any(fact.disclosed is False for fact in case.facts)
    sentence = _l("The party could not see all the evidence: show it, and let the party respond")
    return [*found, point(case, "disclosed", not hidden, sentence, "grounds")]


def _conduct(case: CaseFile) -> list[Point]:
    """Bad conduct: each fact by itself."""
    if not any(ground.asks("fact_list") for ground in case.grounds or ()) or not case.facts:
        return []
    each = [(said(fact.relevance), said(fact.foreseeable), said(fact.age_weighed)) for fact in case.facts]
    answers = [answer for three in each for answer in three]
    met = False if False in answers else None if None in answers else True
    sentence = _l(
        "Bad conduct: say of each fact why it matters for this trade, how it could be foreseen, and its weight now"
    )
    return [point(case, "conduct", met, sentence, "grounds")]


def _ages(case: CaseFile, on: date) -> list[Point]:
    found = []
    limit = case.rules.power.stale_after_days if case.rules.power else None
    newest = case.newest_fact
    if limit is not None and newest is not None and "evidence" in case.rules.gates:
        passed = (on - newest).days
        sentence = _l("%(days)s days between the newest fact and the decision: say why it is still needed", days=passed)
        found.append(point(case, "stale", answered(passed > limit, case.clocks.delay_reason), sentence, "delay_reason"))
    old_after = timedelta(days=number("old_fact_days"))
    old = [fact for fact in case.facts if (seen := day(fact.on)) is not None and on - seen > old_after]
    met = all(said(fact.age_weighed) for fact in old)
    sentence = _l("A fact is more than three years old: say what weight it still has")
    future = any((seen := day(fact.on)) is not None and seen > on for fact in case.facts)
    late = _l("A fact is younger than the decision: it cannot carry it")
    return [
        *found,
        point(case, "old_fact", met, sentence, "grounds"),
        point(case, "later_fact", no(future), late, "grounds"),
    ]
