"""What the college decided is signed by the mayor and then by the general director; nothing is served before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import acts as house
from app import clock, files, people
from app.db import db
from app.errors import NoSuchRoad, NotAllowed, NotHere
from decisions import acts as decision_acts
from decisions import letters
from decisions import queries as decision_queries
from decisions.applications import acts as applications
from decisions.applications.acts import Condition, Written
from decisions.countersigning import acts, queries
from decisions.countersigning.acts import returning
from decisions.countersigning.lifecycle import PAPER, PaperState
from decisions.countersigning.models import PaperToSign
from decisions.countersigning.refusals import NotSignedByAll, NotYourTurn
from decisions.integrity import acts as integrity
from decisions.integrity import queries as investigations
from decisions.integrity.lifecycle import InvestigationState
from decisions.lifecycle import DecisionState
from decisions.refusals import NothingChanged, TextHasMoved, WrongPassword
from decisions.signatures.verification import Verdict, examine
from demonstration import region
from permits import acts as register_acts
from permits import queries as register_queries
from permits.models import PartyRoleName
from reports.press import empty_fields, verify_all
from tests.conftest import As
from tests.decisions import factories, test_integrity
from tests.permits import factories as register_factories

ClientOf = Callable[[str], FlaskClient]
REASON = "De datum van de vergadering klopt niet."
ANSWER = "De datum is nagekeken bij het secretariaat en klopt wel."
PASSWORD = "oefenen-op-de-drempel"


def sign_as(who: str, row_id: object) -> None:
    """One of the cast puts a hand on a letter."""
    with house.acting_as(people.as_actor(region.member(who))):
        row = db.session.get(PaperToSign, row_id)
        assert row is not None
        acts.put(row, row.sha256, PASSWORD)


def test_a_decision_of_the_college_on_integrity_is_signed_by_both_and_then_notified(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with acting("femke"):
        row = test_integrity.decided()
        key = row.id
        letter = next(one for one in reversed(row.documents) if one.letter_kind.startswith("integrity-"))
        paper = queries.paper_of(letter.id)
        assert paper is not None
        assert (paper.state, paper.fields) == (PaperState.WITH_MAYOR, ["Mayor", "Director"])
        paper_id, bare = paper.id, letter.file_sha256
        opening = next(one for one in row.documents if one.letter_kind == "integrity-opening")
        alone = queries.paper_of(opening.id)
        assert alone is not None
        assert alone.fields == ["Mayor"]
        assert alone.state == PAPER.after(PaperState.WITH_MAYOR, "sign_alone")
        with clock.set_to(date(2026, 5, 26)), pytest.raises(NotSignedByAll):
            integrity.notify(row, row.version, date(2026, 5, 26))
        with pytest.raises(NotAllowed):
            acts.put(paper, paper.sha256, PASSWORD)
    with acting("geert"):
        with pytest.raises(NotYourTurn):
            acts.put(queries.paper(paper_id), bare, PASSWORD)
        assert queries.waiting() == []
    with acting("celine"):
        returning.send_back(queries.paper(paper_id), None, REASON)
    assert client_of("femke").post(f"/college-letters/{paper_id}/taken-back").status_code == 302
    with acting("femke"):
        row, old = investigations.investigation(key), paper_id
        assert (row.state, row.college_on) == (InvestigationState.HEARD, None)
        on = date(2026, 5, 25)
        with clock.set_to(on):
            reasons = test_integrity.REASONS | {"reasoning": "De feiten wijzen samen op een ernstig risico."}
            integrity.propose(row, row.version, on, test_integrity.wish(texts=reasons))
            integrity.decide(row, row.version, on, "C-2026-121")
        paper = queries.paper_of(row.documents[-1].id)
        assert paper is not None
        assert queries.paper(old).state == PaperState.TAKEN_BACK
        assert files.read(bare), "the copy that was sent back stays in the file"
        paper_id, before, bare = paper.id, bare, paper.sha256
        assert bare != before
    celine = client_of("celine")
    assert f"/college-letters/{paper_id}" in celine.get("/college-letters").text
    page = celine.get(f"/college-letters/{paper_id}")
    assert page.status_code == 200
    with acting("celine"):
        with pytest.raises(TextHasMoved):
            acts.put(queries.paper(paper_id), "0" * 64, PASSWORD)
        with pytest.raises(WrongPassword):
            acts.put(queries.paper(paper_id), bare, "iets anders")
    sign_as("celine", paper_id)
    geert = client_of("geert")
    assert f"/college-letters/{paper_id}" in geert.get("/college-letters").text
    assert geert.get(f"/integrity/{key}").status_code in (403, 404)
    with acting("geert"):
        seen = queries.paper(paper_id).sha256
    sent = geert.post(f"/college-letters/{paper_id}", data={"seen": seen, "password": PASSWORD})
    assert sent.status_code == 302
    with acting("femke"):
        row = investigations.investigation(key)
        paper = queries.paper(paper_id)
        assert paper.state == PAPER.after(PaperState.WITH_DIRECTOR, "countersign")
        assert PAPER.after(PaperState.WITH_MAYOR, "sign_first") == PaperState.WITH_DIRECTOR
        letter = next(one for one in row.documents if one.id == paper.about_id)
        content = files.read(letter.file_sha256)
        assert not empty_fields(content) & {"Mayor", "Director", "Seal"}
        assert all(one.intact for one in verify_all(content))
        assert not files.path_of(bare).exists()
        with clock.set_to(date(2026, 5, 26)):
            integrity.notify(row, row.version, date(2026, 5, 26))
    assert examine(content).verdict is Verdict.GENUINE


def test_the_confirmation_by_the_college_asks_both_hands_and_each_can_send_it_back(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    key = factories.closure("served")
    with acting("femke"):
        row = decision_queries.decision(key)
        with pytest.raises(NoSuchRoad):
            decision_acts.correct_college(row, clock.today(), "C-2026-9")
        decision_acts.record_college(row, None, clock.today(), "C-2026-9", True)
        letter = next(one for one in row.letters if one.kind == "college-confirmation")
        paper = queries.paper_of(letter.id)
        assert paper is not None
        paper_id, letter_id = paper.id, letter.id
    celine, femke = client_of("celine"), client_of("femke")
    with acting("femke"), pytest.raises(NotAllowed):
        returning.send_back(queries.paper(paper_id), None, REASON)
    page = celine.get(f"/college-letters/{paper_id}").text
    assert f"/college-letters/{paper_id}/return" in page
    assert celine.post(f"/college-letters/{paper_id}/return", data={"reason": "", "version": 1}).status_code == 422
    assert femke.get(f"/college-letters/{paper_id}/returned").status_code == 404
    assert celine.post(f"/college-letters/{paper_id}/return", data={"reason": REASON}).status_code == 302
    assert REASON in femke.get("/today").text
    assert REASON in femke.get(f"/decisions/{key}").text
    with acting("celine"), pytest.raises(NotYourTurn):
        acts.put(queries.paper(paper_id), queries.paper(paper_id).sha256, PASSWORD)
    with acting("joris"), pytest.raises(NotHere):
        returning.offer_again(queries.paper(paper_id), None, ANSWER)
    assert REASON in femke.get(f"/college-letters/{paper_id}/returned").text
    assert femke.post(f"/college-letters/{paper_id}/returned", data={"answer": ANSWER}).status_code == 302
    assert femke.get(f"/college-letters/{paper_id}/returned").status_code == 200
    assert ANSWER in celine.get(f"/college-letters/{paper_id}").text
    sign_as("celine", paper_id)
    with acting("geert"):
        returning.send_back(queries.paper(paper_id), None, REASON)
    with acting("femke"):
        paper = returning.offer_again(queries.paper(paper_id), None, ANSWER)
        assert paper.state == PAPER.after(PaperState.RETURNED, "offer_to_director")
        with pytest.raises(NoSuchRoad):
            returning.offer_again(paper, None, ANSWER)
    with acting("geert"):
        paper = returning.send_back(queries.paper(paper_id), None, REASON)
        returned = files.read(paper.sha256)
        assert examine(returned).verdict is Verdict.GENUINE, "the mayor has signed it"
    met = clock.today()
    mended = {"met_on-day": met.day, "met_on-month": met.month, "met_on-year": met.year, "number": "C-2026-9"}
    address = f"/college-letters/{paper_id}/taken-back"
    same = femke.post(address, data=mended)
    assert (same.status_code, "woord voor woord" in same.text) == (422, True)
    assert femke.post(address, data=mended | {"number": "C-2026-10"}).status_code == 302
    with acting("femke"):
        row, old = decision_queries.decision(key), queries.paper(paper_id)
        [first, second] = [one for one in row.letters if one.kind == "college-confirmation"]
        assert (first.id, first.signed_sha256, row.college_number) == (letter_id, None, "C-2026-10")
        assert first.sha256 != second.sha256
        assert (old.state, old.returned_because) == (PAPER.after(PaperState.RETURNED, "take_back"), REASON)
        assert files.read(old.sha256) == returned, "the copy that was sent back stays in the file"
        assert examine(returned).verdict is Verdict.TAKEN_BACK
        new = queries.paper_of(second.id)
        assert new is not None
        assert (new.state, new.hands) == (PaperState.WITH_MAYOR, [])
        new_id, second_id = new.id, second.id
    assert REASON in femke.get(f"/decisions/{key}").text
    assert REASON in celine.get(f"/college-letters/{new_id}").text
    assert femke.get(f"/college-letters/{paper_id}/returned").status_code == 200
    sign_as("celine", new_id)
    sign_as("geert", new_id)
    with acting("femke"):
        letter = decision_queries.letter(second_id)
        assert letter.signed_sha256 is not None
        content = files.read(letter.signed_sha256)
        assert not empty_fields(content) & {"Mayor", "Director", "Seal"}
    assert examine(content).verdict is Verdict.GENUINE


def test_a_belgian_permit_that_the_college_grants_is_served_after_both_signed(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with acting("femke"):
        place = register_factories.establishment("carwash", name="Handwash Noord", city="Genk")
        address = {"street": "Molenkade", "house_number": "1", "postal_code": "3600", "city": "Genk"}
        holder = register_factories.party(**address)
        register_acts.give_role(place, holder, PartyRoleName.OPERATOR, clock.today())
        application = register_factories.complete_application(place)
        draft = applications.begin(application, "be.grant")
        condition = Condition("Een verantwoordelijke is aanwezig.", "Zo is er toezicht.", "artikel 5 van het reglement")
        own_rule = {"organ": "college", "regulation": "het uitbatingsreglement", "article": "artikel 3"}
        applications.write(draft, None, Written({"valid_from": clock.today(), **own_rule}, (condition,)))
        decision_acts.write(draft, None, sending_on=clock.today(), served_by="registered-receipt")
        decision_acts.submit(draft, None)
        key, bare, application_id = draft.id, draft.letter_sha256 or "", application.id
        moved = applications.begin(register_factories.application(), "be.extend-term")
        days = {"old_end_on": clock.today(), "new_end_on": clock.today() + timedelta(days=30)}
        why = {"reason": "Het advies is nog niet binnen.", "article": "artikel 8 van het reglement"}
        applications.write(moved, None, Written(days | why))
        assert "artikel 8 van het reglement" in letters.decision_letter(moved)[0].as_text()
    with acting("celine"):
        decision_acts.sign(decision_queries.decision(key), bare, PASSWORD)
    with acting("femke"):
        row = decision_queries.decision(key)
        [letter] = row.letters
        paper = queries.paper_of(letter.id)
        assert paper is not None
        assert paper.state == PaperState.WITH_DIRECTOR
        paper_id, signed = paper.id, files.read(row.signed_sha256 or "")
        assert {"Director", "Seal"} <= empty_fields(signed)
        with pytest.raises(NotSignedByAll):
            decision_acts.serve(row, None, "registered-receipt", clock.today())
    with acting("geert"):
        returning.send_back(queries.paper(paper_id), None, REASON)
    femke = client_of("femke")
    assert f"/college-letters/{paper_id}/taken-back" in femke.get(f"/college-letters/{paper_id}/returned").text
    assert femke.post(f"/college-letters/{paper_id}/taken-back").status_code == 302
    with acting("femke"):
        row = decision_queries.decision(key)
        assert (row.state, row.signed_by_id, row.returned_because) == (DecisionState.ANNOUNCED, None, REASON)
        assert examine(signed).verdict is Verdict.TAKEN_BACK
        with pytest.raises(NothingChanged):
            decision_acts.submit(row, None)
        condition = Condition("Een verantwoordelijke is altijd aanwezig.", "Zo is er toezicht.", "artikel 5")
        applications.write(row, None, Written({"valid_from": clock.today(), **own_rule}, (condition,)))
        decision_acts.submit(row, None)
        again = row.letter_sha256 or ""
        assert again != bare
        assert files.read(bare), "the copy that was sent back stays in the file"
    with acting("celine"):
        decision_acts.sign(decision_queries.decision(key), again, PASSWORD)
    with acting("femke"):
        row = decision_queries.decision(key)
        [taken_back, letter] = row.letters
        assert taken_back.signed_sha256 is None
        new = queries.paper_of(letter.id)
        assert new is not None
        new_id = new.id
        with pytest.raises(NotSignedByAll):
            decision_acts.serve(row, None, "registered-receipt", clock.today())
    sign_as("geert", new_id)
    with acting("femke"):
        row = decision_queries.decision(key)
        assert not empty_fields(files.read(row.signed_sha256 or "")) & {"Mayor", "Director", "Seal"}
        decision_acts.serve(row, None, "registered-receipt", clock.today())
        assert [one.sent_on for one in row.letters] == [None, clock.today()]
        assert register_queries.application(application_id).state == "granted"
