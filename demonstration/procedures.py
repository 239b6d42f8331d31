"""Practice cases of what follows a decision and of the closed files: one in progress of each, through the real acts."""

from __future__ import annotations

import tomllib
import uuid
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from app import clock
from decisions import queries
from decisions.bibob import acts as bibob
from decisions.countersigning import acts as countersigning
from decisions.countersigning import queries as papers
from decisions.enforcement import acts as enforcement
from decisions.enforcement import queries as following
from decisions.integrity import acts as integrity
from decisions.integrity.models import IntegrityInvestigation
from decisions.models import Decision
from decisions.objections import acts as objections
from demonstration import region
from demonstration.cases import at, confirm, open_day_before, play, run_jobs
from permits import acts as permit_acts
from permits import queries as register
from permits.facts import EstablishmentFacts, PartyFacts
from permits.models import Application, PartyKind, PartyRoleName

_WORDS: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "procedures.toml").read_text(encoding="utf-8")
)
DAY = timedelta(days=1)
GENK = "NIS71016"


def lay_procedures() -> int:
    """Play them all; returns how many there are."""
    laid = (lay_sealed_closure, lay_objection, lay_bibob, lay_integrity)
    for lay in laid:
        lay()
    return len(laid)


def lay_sealed_closure() -> uuid.UUID:
    """Genk: a closure that the college confirmed, executed and sealed; one seal was broken and waits for a new one."""
    words = _WORDS["seal"]
    decision = play("genk-closure", "served", ago=12, elsewhere=words["elsewhere"])
    confirm(decision, "genk-closure")
    run_jobs(clock.today(), GENK)
    with at("femke", clock.today()):
        row = following.closure_of(decision.id)
        assert row is not None
        first = row.due_from
    with at("femke", first):
        row = following.closure_of(decision.id)
        assert row is not None
        enforcement.execute_closure(
            row, row.version, on=first, by=words["by"], seal_numbers=words["numbers"], door_notice_on=first
        )
    seen = min(first + 4 * DAY, clock.today())
    with at("femke", seen):
        row = following.closure_of(decision.id)
        assert row is not None
        (seal,) = following.seals_of(row)
        enforcement.report_broken(
            seal, seal.version, on=seen, note=words["seen"], reported_to=words["police"], reference=words["reference"]
        )
    return decision.id


def lay_objection() -> Decision:
    """Venlo: the revocation of a permit that has effect, with an objection and a request for interim relief."""
    words = _WORDS["objection"]
    decision = play("dutch-revocation", "in-effect", ago=17, elsewhere=words["elsewhere"])
    came = open_day_before("nl", clock.today() - 2 * DAY)
    with at("anna", came):
        row = queries.decision(decision.id)
        objection = objections.register_objection(row, received_on=came, gist=words["gist"])
        objections.lodge(row, kind="interim", court=words["court"], lodged_on=came, objection=objection)
    return decision


def lay_bibob() -> uuid.UUID:
    """Venlo: an application with a Bibob inquiry; the Bureau has been asked for advice, so the clock stands still."""
    words = _WORDS["bibob"]
    start = open_day_before("nl", clock.today() - 30 * DAY)
    asked = open_day_before("nl", clock.today() - 12 * DAY)
    with at("joris", start):
        application = _applied(words, start)
        row = bibob.open_inquiry(application, words["why"], start)
        bibob.send_form(row, row.version, start, start + 14 * DAY)
    with at("joris", asked):
        bibob.receive_form(row, row.version, asked, _paper(words["form"]), "formulier.pdf")
        bibob.ask_advice(row, row.version, asked, words["questions"])
        bibob.notify_party(row, row.version)
        return row.id


def lay_integrity() -> uuid.UUID:
    """Genk: an integrity investigation of a car wash, with its register query, and advice asked of the DIOB."""
    words = _WORDS["integrity"]
    start = open_day_before("be", clock.today() - 28 * DAY)
    asked = open_day_before("be", clock.today() - 9 * DAY)
    with at("femke", start):
        place = _applied(words, start).establishment
        integrity.name_sector(place.sector, **words["scope"], valid_from=date.fromisoformat(words["scope_from"]))
        operator = place.parties(PartyRoleName.OPERATOR, start)[0]
        row = integrity.open_investigation(place, operator, start, words["why"], "", in_zone=True)
    with at("femke", asked):
        integrity.record_register(
            row, row.version, asked, hit=True, content=_paper(words["register"]), name="register.pdf"
        )
        integrity.note_sources(row, row.version, words["sources"])
        integrity.ask_diob(row, row.version, asked, words["question"])
    _sign_letters(row, asked)
    with at("femke", asked):
        integrity.record_receipt(row, row.version, asked)
        return row.id


def _sign_letters(row: IntegrityInvestigation, day: date) -> None:
    """The mayor of Genk signs the letter of opening and the request: nothing leaves before."""
    with at("celine", day):
        for document in row.documents:
            paper = papers.paper_of(document.id) if document.letter_kind else None
            if paper is not None:
                countersigning.put(paper, paper.sha256, region.PASSWORD)


def _applied(words: dict[str, Any], day: date) -> Application:
    """A business that is not there yet, with an operator who applied for a permit."""
    kind = words["sector"]
    sector = next(one for one in register.sectors() if one.kind == kind)
    place = permit_acts.register(EstablishmentFacts(**words["establishment"], sector=sector, subtype=words["subtype"]))
    party = permit_acts.add_party(PartyFacts(**{**words["party"], "kind": PartyKind(words["party"]["kind"])}))
    permit_acts.give_role(place, party, PartyRoleName.OPERATOR, day)
    return permit_acts.receive_application(place, party, day)


def _paper(line: str) -> bytes:
    """A small document that stands for the one on paper."""
    return f"%PDF-1.4\n% {line}\n".encode()
