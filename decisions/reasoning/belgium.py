"""The gates of Belgian procedures: confirmation, integrity inquiry, and what a regulation may pursue. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

import law
from decisions import confirming
from decisions.reasoning.case import CaseFile, Point, answered, dated, day, every, no, point, said
from decisions.reasoning.regimes import RegulationStatus
from law import powers

# The gates that a question of its own answers, by the name of that question.
_ASKED = {
    "regulation_stands": "regulation_status",
    "regulation_challenged": "challenge_answer",
    "regulation_valid": "regulation_published",
    "purpose": "purpose",
    "regulation_ban": "bans_activity",
    "disorder_shown": "disorder_shown",
}
_FALLEN = frozenset({RegulationStatus.SUSPENDED, RegulationStatus.ANNULLED})


def college_points(case: CaseFile) -> list[Point]:
    """The college confirms at its next meeting, or the order lapses."""
    if case.rules.confirmation != "college" and "confirmation" not in case.rules.gates:
        return []
    words = confirming.words_of({"confirmation": case.rules.confirmation})
    due, on = day(case.college.next_meeting_on), day(case.paper.service_day) or case.decided_on
    met = dated(case.college.next_meeting_on)
    if due is not None and on is not None:
        met = due >= on
    found = [
        point(
            case,
            "confirmation",
            met,
            _l("Enter the day of the next meeting, on or after the day of sending"),
            "college_due_on",
            name=words.next_meeting,
        )
    ]
    confirmed = case.college.confirmed_on
    if confirmed is not None:
        in_time = confirmed is not False and (due is None or confirmed <= due)
        sentence = _l("The college did not confirm at its next meeting: the order has lapsed")
        found.append(point(case, "lapsed", in_time, sentence, "college_due_on"))
    return found


def integrity_points(case: CaseFile, today: date) -> list[Point]:
    """Ordinance, register, advice, proposal and stand-still of an integrity inquiry."""
    gates, one = case.rules.gates, case.integrity
    rows: list[tuple[str, bool | None, Any]] = []
    if gates & {"sector_and_zone", "diob_advice"}:
        rows += [
            ("integrity_ordinance", every(one.ordinance, one.risk_analysis),
             _l("No inquiry without a reasoned ordinance of the council, on a risk analysis")),
            ("integrity_protocol", one.protocol,
             _l("The protocol with the prosecutor is not confirmed or not annexed")),
            ("sector_and_zone", every(one.sector_listed, one.in_zone),
             _l("The sector does not stand in the decree and the ordinance, or the place lies outside the zone")),
        ]  # fmt: skip
    if "diob_advice" in gates:
        rows += [("diob_advice", _advised(case), _l("No negative decision without the advice of the DIOB first")),
                 ("advice_annexed", one.advice_annexed, _l("Annex the advice to the notification"))]  # fmt: skip
    if "mayors_proposal" in gates:
        rows.append(
            ("mayors_proposal", one.proposal, _l("The college decides on a proposal of the mayor: there is none"))
        )
    if case.rules.asks("register_query"):
        rows.append(("register_query", one.register_queried, _l("Query the central register first")))
    if case.rules.asks("listed_offence"):
        rows.append(("listed_offence", said(one.listed_offence), _l("Name the offence on the list of § 10")))
        rows.append(
            ("five_years", _recent(case), _l("Data from more than five years before the inquiry may not be used"))
        )
    if "standstill" in gates:
        rows.append(("standstill", _stood_still(case, today), _l("Carried out within the fifteen days of stand-still")))
    return [
        point(case, gate, met, sentence, gate if gate == "advice_annexed" else "integrity")
        for gate, met, sentence in rows
    ]


def _advised(case: CaseFile) -> bool | None:
    """The advice came before the decision, or its term passed unused."""
    one, on = case.integrity, case.decided_on
    advice, due = day(one.diob_advice_on), day(one.diob_due_on)
    if one.diob_asked is False:
        return False
    if advice is not None:
        return None if on is None else advice <= on
    if one.diob_advice_on is False:
        return due is not None and on is not None and on > due and bool(one.diob_asked)
    return one.diob_asked


def _recent(case: CaseFile) -> bool | None:
    oldest = day(case.integrity.oldest_fact_on)
    opened = day(case.integrity.opened_on) or case.decided_on
    if oldest is None or opened is None:
        return None
    return law.terms.within_months(oldest, opened, 60)


def _stood_still(case: CaseFile, today: date) -> bool | None:
    served = day(case.clocks.served_on)
    done = day(case.integrity.executed_on) or day(case.clocks.executed_on) or day(case.taken.effective_on)
    if served is None or done is None:
        return None
    term = law.jurisdiction(case.rules.jurisdiction).term("be.119ter-standstill", case.decided_on or today)
    return done >= law.terms.last_day(term, served).last_day


def regulation_points(case: CaseFile, today: date) -> list[Point]:
    """The regulation stands, holds on the day, and pursues what it may. What rests on it falls with it."""
    one, on = case.regulation, case.decided_on or today
    first, last = day(one.valid_from), day(one.valid_until)
    holds = (first is None or first <= on) and (last is None or on <= last)
    rows: list[tuple[str, bool | None, Any]] = [
        ("regulation_stands", one.status not in _FALLEN,
         _l("The article was suspended or annulled: nothing can rest on it")),
        ("regulation_challenged", answered(one.status is RegulationStatus.CHALLENGED, one.challenge_answer),
         _l("The article is being challenged: say why the measure can rest on it all the same")),
        ("regulation_valid", holds and one.published is not False,
         _l("The edition of the by-law was not in force on the day of the decision, or not published")),
        ("purpose", _purposes(case), _l("This power may not be used for this purpose")),
        ("regulation_ban", no(bool(one.bans_activity)), _l("The rule comes down to a ban of a lawful activity")),
        ("disorder_shown", said(one.disorder_shown) is not False, _l("No disorder was shown that the rule answers")),
    ]  # fmt: skip
    return [point(case, gate, met, sentence, _ASKED.get(gate, "grounds")) for gate, met, sentence in rows]


def _purposes(case: CaseFile) -> bool:
    """Both the measure and the regulation behind it keep to what their power may pursue."""
    power = case.rules.power
    if power is None or not power.purposes:
        return True
    ours = case.taken.purpose is None or case.taken.purpose in power.purposes
    # The council makes a regulation under its own power, whatever power the single measure rests on.
    general = next((one for one in powers.powers(case.country) if one.id.endswith("power.council")), power)
    may = power.purposes if case.taken.power else general.purposes
    return ours and (case.regulation.purpose is None or case.regulation.purpose in may)
