"""Four cases played through the real acts, each as far as one wants. Texts stand in ``cases.toml``.

    play_dutch_refusal(until="with-mayor")

The days are worked out backwards from today, so that the last step lies a few days ago; a step falls on a working day.
"""

from __future__ import annotations

import tomllib
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import law
from app import acts, clock, jobs, people
from decisions import acts as decision_acts
from decisions import queries
from decisions.acts.drafting import Evidence
from decisions.lifecycle import DecisionState
from decisions.models import Decision, ServiceMethod
from demonstration import region
from demonstration.photos import drawn_room
from inspections import acts as inspection_acts
from inspections import queries as visits
from inspections.lifecycle import InspectionState
from inspections.models import Finding, InspectionKind
from inspections.sheet import Answer, State
from permits import acts as permit_acts
from permits import queries as register
from permits.facts import EstablishmentFacts, PartyFacts
from permits.models import Application, Establishment, Party, PartyKind, PartyRoleName, Permit

CASES: dict[str, dict[str, Any]] = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))
# Each step with the days that lie between it and the step before it.
STEPS: dict[str, int] = {
    "registered": 0,
    "visited": 29,
    "drafted": 7,
    "announced": 9,
    "answered": 20,
    "second-reading": 3,
    "with-mayor": 2,
    "signed": 1,
    "served": 1,
    "in-effect": 0,
}
PERMIT_AGE = 600
NOON = time(12, 0)


@dataclass
class Play:
    """A case under way: the ids of what has been made so far. ``today``: the day from which all days are counted."""

    case: dict[str, Any]
    today: date
    days: dict[str, date]
    sending_on: date
    establishment_id: uuid.UUID | None = None
    application_id: uuid.UUID | None = None
    permit_id: uuid.UUID | None = None
    decision_id: uuid.UUID | None = None

    @property
    def country(self) -> str:
        return law.jurisdiction(region.member(self.case["mayor"]).municipality.jurisdiction).country

    def place(self) -> Establishment:
        assert self.establishment_id is not None
        return register.establishment(self.establishment_id)

    def row(self) -> Decision:
        assert self.decision_id is not None
        return queries.decision(self.decision_id)

    def about(self) -> dict[str, Any]:
        """The application or permit on which is decided."""
        if self.application_id is not None and self.case["about"] == "application":
            return {"application": register.application(self.application_id)}
        return {"permit": register.permit(self.permit_id)} if self.permit_id is not None else {}


def play_dutch_refusal(until: str = "with-mayor", today: date | None = None, ago: int = 3) -> Decision:
    """Venlo, a massage salon that applied: the refusal of its permit."""
    return play("dutch-refusal", until, today, ago)


def play_dutch_revocation(until: str = "with-mayor", today: date | None = None, ago: int = 3) -> Decision:
    """Venlo, a club: the revocation of its permit, after which its planned visits are cancelled."""
    return play("dutch-revocation", until, today, ago)


def play_genk_closure(until: str = "with-mayor", today: date | None = None, ago: int = 3) -> Decision:
    """Genk, a car wash: closure on serious indications of trafficking, in Dutch."""
    return play("genk-closure", until, today, ago)


def play_verviers_closure(until: str = "with-mayor", today: date | None = None, ago: int = 3) -> Decision:
    """Verviers, a car wash: the same in French, with a second reader."""
    return play("verviers-closure", until, today, ago)


def play(
    name: str, until: str, today: date | None = None, ago: int = 3, elsewhere: dict[str, str] | None = None
) -> Decision:
    """Play a case up to and including a step of :data:`STEPS`, which lies ``ago`` days before today.

    ``elsewhere``: name and address of another business for which the same case is played.
    The caller acts afterwards for whom it likes; the decision returned must be read inside its own municipality.
    """
    started = start(_moved(CASES[name], elsewhere), until, today, ago)
    for step in list(STEPS)[: list(STEPS).index(until) + 1]:
        _PLAYED[step](started)
    with at(started.case["officer"], started.today):
        return started.row()


def _moved(case: dict[str, Any], elsewhere: dict[str, str] | None) -> dict[str, Any]:
    if elsewhere is None:
        return case
    numbers = {"kvk_number", "kvk_establishment_number"}
    place = {key: value for key, value in case["establishment"].items() if key not in numbers} | elsewhere
    party = {**case["party"], **elsewhere, "name": f"Exploitatie {elsewhere['name']}"}
    return {**case, "establishment": place, "party": party}


def start(case: dict[str, Any], until: str, today: date | None = None, ago: int = 3) -> Play:
    """The case with all its days, nothing played yet."""
    now = today or clock.today()
    country = law.jurisdiction(region.member(case["mayor"]).municipality.jurisdiction).country
    days: dict[str, date] = {}
    left = ago
    for step in reversed(list(STEPS)[: list(STEPS).index(until) + 1]):
        days[step] = open_day_before(country, now - timedelta(days=left))
        left += STEPS[step]
    sending = days.get("served") or days.get("signed") or law.calendar.next_open_day(country, now + timedelta(days=3))
    return Play(case, now, days, sending)


def open_day_before(country: str, day: date) -> date:
    """The day itself, or the last working day before it."""
    while law.calendar.is_rest_day(country, day):
        day -= timedelta(days=1)
    return day


def plan_follow_up(decision: Decision, name: str, day: date) -> None:
    """Give the visit that looks again at what was found a day and an inspector."""
    with at(CASES[name]["inspector"], clock.today()) as inspector:
        visit = visits.open_follow_up(decision.establishment_id)
        if visit is not None:
            inspection_acts.plan(visit, visit.version, day, inspector)


@contextmanager
def at(short: str, day: date, hour: time = time(9, 30)) -> Iterator[people.User]:
    """Let one of the cast act on a day."""
    with clock.set_to(clock.moment(day, hour)):
        user = region.member(short)
        with acts.acting_as(people.as_actor(user)):
            yield user


def _registered(play: Play) -> None:
    case, day = play.case, play.days["registered"]
    with_permit = case["about"] == "permit"
    first = day - timedelta(days=PERMIT_AGE if with_permit else 0)
    with at(case["officer"], first):
        party = permit_acts.add_party(_party(case["party"]))
        place = permit_acts.register(_facts(case))
        play.establishment_id = place.id
        permit_acts.give_role(place, party, PartyRoleName.OPERATOR, first)
        if case["about"]:
            application = _applied(place, party, first, complete=with_permit)
            play.application_id = application.id
            play.permit_id = _granted(place, party, first, application).id if with_permit else None


def _party(facts: dict[str, Any]) -> PartyFacts:
    return PartyFacts(**{**facts, "kind": PartyKind(facts["kind"])})


def _facts(case: dict[str, Any]) -> EstablishmentFacts:
    sector = next(sector for sector in register.sectors() if sector.kind == case["sector"])
    return EstablishmentFacts(**case["establishment"], sector=sector, subtype=case["subtype"])


def _applied(place: Establishment, party: Party, day: date, *, complete: bool) -> Application:
    application = permit_acts.receive_application(place, party, day)
    for document in list(application.documents):
        permit_acts.note_document(document, day)
    return permit_acts.find_complete(application, application.version, day) if complete else application


def _granted(place: Establishment, party: Party, day: date, application: Application) -> Permit:
    conditions = ["Tijdens de openingstijden is een beheerder aanwezig die op de vergunning staat."]
    return permit_acts.grant(
        place, party, day, day + timedelta(days=5 * 365), conditions, application, origin="besluit op papier"
    )


def _visited(play: Play) -> None:
    day = play.days["visited"]
    with at(play.case["inspector"], day, time(6, 30)) as inspector:
        place = play.place()
        visit = inspection_acts.propose(place, InspectionKind.EXTRA, f"extra:{day}", day, play.case["visit_reason"])
        visit = inspection_acts.plan(visit, visit.version, day, inspector)
        visit = inspection_acts.begin(visit)
        given = {entry["code"]: _answer(entry, day) for entry in play.case["deviation"]}
        visit = inspection_acts.save_answers(visit, visit.version, given)
        for entry in play.case["deviation"]:
            for number in range(entry.get("photos", 0)):
                name = f"{entry['code']}-{number + 1}.jpg"
                inspection_acts.add_photo(
                    visit, entry["code"], drawn_room(number), name, clock.moment(day, entry["at"])
                )
        inspection_acts.save_present(visit, None, {"operator": 1, "manager": 0, "at-work": 3, "visitors": 1})
    with at(play.case["inspector"], day, time(23, 15)):
        inspection_acts.seal(visit, visit.version)


def _answer(entry: dict[str, Any], day: date) -> Answer | None:
    return Answer(
        State.DEVIATION,
        basis=entry.get("basis", "fact"),
        remark=entry["remark"],
        counts=entry.get("counts", {}),
        seen_at=clock.moment(day, entry["at"]),
        place=entry["place"],
    )


def _drafted(play: Play) -> None:
    case = play.case
    with at(case["officer"], play.days["drafted"]):
        place = play.place()
        party = place.parties(PartyRoleName.OPERATOR, clock.today())[0]
        dated_on = play.days["visited"] + timedelta(days=3)
        _look_at_report(place)
        papers = [key for key in ("report", "counter") if key in case]
        entered: dict[str, uuid.UUID] = {key: _entered(place, case[key], dated_on) for key in papers}
        row = decision_acts.draft(place, case["measure"], party, **play.about())
        play.decision_id = row.id
        seen = {finding.item_code: finding for finding in queries.findings_of(place.id)}
        for ground in case["ground"]:
            decision_acts.choose_ground(row, row.version, ground["id"])
            chosen = _evidence(ground, seen, entered)
            decision_acts.motivate(row, row.version, ground["id"], ground["motivation"], chosen)
        decision_acts.write(row, row.version, **case["texts"])


def _look_at_report(place: Establishment) -> None:
    """The officer who drafts has read what the inspector sealed."""
    for visit in visits.inspections_of(place.id):
        if visit.state == InspectionState.SEALED and not visits.was_looked_at(visit.id):
            inspection_acts.mark_looked(visit)


def _entered(place: Establishment, report: dict[str, Any], dated_on: date) -> uuid.UUID:
    row = decision_acts.enter_report(place, report["kind"], report["reference"], dated_on, report["gist"])
    return row.id


def _evidence(ground: dict[str, Any], seen: dict[str, Finding], entered: dict[str, uuid.UUID]) -> list[Evidence]:
    """The findings of a ground, and the papers it names: its "report" carries it, its "counter" speaks against it."""
    carrying: list[Evidence] = [("finding", seen[code].id, False) for code in ground["facts"]]
    return carrying + [("report", key, name == "counter") for name, key in entered.items() if ground.get(name)]


def _announced(play: Play) -> None:
    day, response = play.days["announced"], play.case["response"]
    with at(play.case["officer"], day):
        row = play.row()
        talk: datetime | None = None
        if response["kind"] == "hearing":
            heard_on = play.days.get("answered") or law.calendar.next_open_day(play.country, day + timedelta(days=12))
            talk = clock.moment(heard_on, time(14, 0))
        decision_acts.announce(row, row.version, day, hearing_place=response.get("place"), hearing_at=talk)


def _answered(play: Play) -> None:
    case, day = play.case, play.days["answered"]
    response = case["response"]
    with at(case["officer"], day, time(16, 0)):
        row = play.row()
        if response["kind"] == "none":
            decision_acts.record_no_response(row, row.version)
        else:
            record = decision_acts.record_hearing if response["kind"] == "hearing" else decision_acts.record_response
            # A written response came in within its term; a hearing took place on the day itself.
            in_time = day if response["kind"] == "hearing" else play.days["announced"] + timedelta(days=11)
            record(row, row.version, in_time, response["summary"], response["reply"])
        if "consultation" in case:
            said = case["consultation"]
            decision_acts.record_consultation(row, row.version, said["authority"], day, said["answer"])


def _submitted(play: Play) -> None:
    case, sending = play.case, play.sending_on
    fields: dict[str, Any] = {"sending_on": sending}
    if "days_to_effect" in case:
        fields["effect_on"] = sending + timedelta(days=case["days_to_effect"])
    if "months" in case:
        begins = sending + timedelta(days=1)
        term = law.jurisdiction("be-vlg").term("be.closure-months", on=begins)
        fields["duration_from"] = begins
        fields["duration_until"] = law.terms.last_day(term, begins, events={"months": case["months"]}).last_day
        fields["college_due_on"] = law.calendar.next_open_day(play.country, sending + timedelta(days=6))
    with at(case["officer"], play.days["second-reading"]):
        row = play.row()
        decision_acts.write(row, row.version, **fields)
        decision_acts.submit(row, row.version)


def _with_mayor(play: Play) -> None:
    if "reader" not in play.case:
        return
    with at(play.case["reader"], play.days["with-mayor"]):
        row = play.row()
        decision_acts.approve(row, row.version, play.case["reader_remark"])


def _signed(play: Play) -> None:
    with at(play.case["mayor"], play.days["signed"], NOON):
        row = play.row()
        assert row.letter_sha256 is not None
        decision_acts.sign(row, row.letter_sha256, region.PASSWORD)


def _served(play: Play) -> None:
    with at(play.case["officer"], play.days["served"], time(15, 0)):
        row = play.row()
        way = ServiceMethod.HANDED_OVER if play.country == "be" else ServiceMethod.REGISTERED_POST
        decision_acts.serve(row, row.version, way, play.days["served"])
        if play.country == "be":
            decision_acts.record_receipt(row, row.version, play.days["served"])


def _in_effect(play: Play) -> None:
    """Let the daily job run on the day of effect, as it would by itself."""
    with at(play.case["officer"], play.today):
        row = play.row()
        day, done = queries.effect_day(row), row.state == DecisionState.IN_EFFECT
        town = row.municipality_code
    assert day is not None
    if not done:
        run_jobs(max(day, play.today), town)
    with at(play.case["officer"], max(day, play.today)):
        assert play.row().state == DecisionState.IN_EFFECT, "the decision did not take effect on its day"


def confirm(decision: Decision, name: str, *, confirmed: bool = True) -> None:
    """Record the college's word on its meeting day (Belgium)."""
    case = CASES[name]
    with at(case["officer"], clock.today()):
        row = queries.decision(decision.id)
        met_on = row.college_due_on
    assert met_on is not None
    with at(case["officer"], met_on, time(20, 0)):
        row = queries.decision(decision.id)
        decision_acts.record_college(row, row.version, met_on, f"CBS-{met_on.year}-0042", confirmed)


def run_jobs(day: date, town: str) -> None:
    """The jobs of one morning in one town."""
    for name in ("take-effect", "lapse-unconfirmed", "run-out"):
        machine = acts.machine("job", name, town)
        with clock.set_to(clock.moment(day, time(5, 30))), acts.acting_as(machine), acts.named("job", job=name):
            jobs.JOBS[name].work(clock.now())


_PLAYED: dict[str, Callable[[Play], None]] = {
    "registered": _registered,
    "visited": _visited,
    "drafted": _drafted,
    "announced": _announced,
    "answered": _answered,
    "second-reading": _submitted,
    "with-mayor": _with_mayor,
    "signed": _signed,
    "served": _served,
    "in-effect": _in_effect,
}
