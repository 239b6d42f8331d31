"""A municipality's own letter texts: written, checked, used, kept with the letters that were made from them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.db import db, everywhere
from app.errors import ChangedMeanwhile, NotAllowed
from decisions import letters
from decisions.letter_texts import acts, queries
from decisions.letter_texts.models import LetterEdition
from decisions.letter_texts.refusals import FaultyText, NotADraft
from reports import text_of
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]
ADDRESS = "/letter-texts/nl/refusal"
CLAUSE = "In Venlo kunt u met vragen over dit besluit ook langskomen bij de balie."


def with_clause() -> tuple[str, str]:
    house = queries.house_text("refusal", "nl")
    return house.head["subject"], house.body.replace("## De gronden", f"{CLAUSE}\n\n## De gronden")


def use(short: str, acting: As) -> LetterEdition:
    with acting(short):
        row = acts.write_edition("refusal", "nl", *with_clause(), None)
        return acts.use_edition(row, row.version)


def written() -> list[LetterEdition]:
    db.session.rollback()
    with everywhere("a test looks at what was saved"):
        return list(db.session.scalars(db.select(LetterEdition).order_by(LetterEdition.number)))


def version_on(page: str) -> str:
    hit = re.search(r'name="version"[^>]*value="(\d+)"', page)
    return hit[1] if hit else ""


def test_a_letter_is_made_from_the_edition_in_use(app: Flask, acting: As) -> None:
    use("anna", acting)
    decision_id = factories.refusal("answered")
    with acting("anna"):
        decision = factories.of(decision_id)
        letter, _content = letters.decision_letter(decision)
    assert CLAUSE in letter.as_text()
    assert letter.text_id == f"nl/nl/refusal@{decision.municipality_code}.1"


def test_a_draft_speaks_in_no_letter(app: Flask, acting: As) -> None:
    with acting("anna"):
        acts.write_edition("refusal", "nl", *with_clause(), None)
    decision_id = factories.refusal("answered")
    with acting("anna"):
        assert CLAUSE not in letters.decision_letter(factories.of(decision_id))[0].as_text()


def test_a_submitted_letter_keeps_the_text_it_was_made_from(app: Flask, acting: As) -> None:
    decision_id = factories.refusal("with-mayor")
    use("anna", acting)
    with acting("hanneke"):
        decision = factories.of(decision_id)
        letter, content = letters.decision_letter(decision)
        assert letter.text_id == "nl/nl/refusal"
        assert letters.decision_letter(decision)[1] == content
    assert CLAUSE not in letter.as_text()


def test_a_submitted_letter_keeps_its_edition_when_a_newer_one_comes_into_use(app: Flask, acting: As) -> None:
    use("anna", acting)
    decision_id = factories.refusal("with-mayor")
    with acting("anna"):
        subject, body = with_clause()
        second = acts.write_edition("refusal", "nl", subject, body.replace(CLAUSE, "Iets anders."), None)
        acts.use_edition(second, second.version)
    with acting("hanneke"):
        letter, _content = letters.decision_letter(factories.of(decision_id))
    assert letter.text_id.endswith(".1")
    assert CLAUSE in letter.as_text()
    assert [row.in_use for row in written()] == [False, True]


def test_going_back_to_the_text_of_the_house_is_one_step(app: Flask, acting: As) -> None:
    row = use("anna", acting)
    with acting("anna"):
        acts.stop_edition(row, row.version)
        assert queries.text_for("refusal", "nl") is None


def test_an_edition_that_was_used_cannot_be_put_to_use_again(app: Flask, acting: As) -> None:
    row = use("anna", acting)
    with acting("anna"), pytest.raises(NotADraft):
        acts.use_edition(row, row.version)


def test_an_inspector_writes_no_letter_texts(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("bram"), pytest.raises(NotAllowed):
        acts.write_edition("refusal", "nl", *with_clause(), None)
    assert client_of("bram").get("/letter-texts").status_code == 403


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("{% part remedies %}", ""), "objection_last_day"),
        (("{% part closing %}", ""), "signatures"),
        (("{{application.received_on}}", "{{application.arrived_on}}"), "application.arrived_on"),
        (("{% part bibob %}", "{% part bebop %}"), "bebop"),
        (("{% part bibob %}", ""), "must bibob.danger == serious"),
        (("## De gronden", "# De gronden"), "##"),
        (("## De gronden", "{% if policy %}\n\n## De gronden"), "{% end %}"),
        (("## ", "### "), "###"),
    ],
)
def test_a_text_with_a_fault_is_not_saved(app: Flask, acting: As, change: tuple[str, str], said: str) -> None:
    with acting("anna"):
        subject, body = with_clause()
    assert change[0] in body
    with acting("anna"), pytest.raises(FaultyText) as refusal:
        acts.write_edition("refusal", "nl", subject, body.replace(*change), None)
    assert any(said in str(lack.sentence) for lack in refusal.value.lacks)
    assert written() == []


def test_another_municipality_keeps_the_text_of_the_house(app: Flask, acting: As) -> None:
    use("anna", acting)
    with acting("els"):
        assert queries.text_for("refusal", "nl") is None


def test_the_second_of_two_writers_is_told(app: Flask, acting: As) -> None:
    with acting("anna"):
        subject, body = with_clause()
        acts.write_edition("refusal", "nl", subject, body, None)
    with acting("joris"), pytest.raises(ChangedMeanwhile):
        acts.write_edition("refusal", "nl", subject, body.replace(CLAUSE, "Anders."), None)


# On the pages


def test_an_own_edition_is_written_tried_and_used_on_the_pages(app: Flask, client_of: ClientOf) -> None:
    anna = client_of("anna")
    assert ADDRESS in anna.get("/letter-texts").text
    page = anna.get(f"{ADDRESS}/write").text
    assert "{% part remedies %}" in page
    subject, body = _house()
    typed = {"subject": subject, "body": body.replace("## De gronden", f"{CLAUSE}\n\n## De gronden"), "version": "0"}
    assert anna.post(f"{ADDRESS}/write", data=typed).location == ADDRESS
    (row,) = written()
    page = anna.get(ADDRESS).text
    assert "balie" in page
    assert anna.get(f"/letter-texts/editions/{row.id}/pages/1.png").mimetype == "image/png"
    used = anna.post(f"/letter-texts/editions/{row.id}/use", data={"version": version_on(page)})
    assert used.location == ADDRESS
    assert written()[0].in_use
    assert written()[0].used_by == "Anna Verhaegh"
    page = anna.get(ADDRESS).text
    anna.post(f"/letter-texts/editions/{row.id}/stop", data={"version": version_on(page)})
    assert not written()[0].in_use
    assert anna.get(f"{ADDRESS}/pages/1.png").mimetype == "image/png"


def _house() -> tuple[str, str]:
    house = text_of("refusal", "nl", "nl")
    return house.head["subject"], house.body.strip()


def test_a_fault_stands_at_the_field_and_what_was_typed_stays(app: Flask, client_of: ClientOf) -> None:
    subject, body = _house()
    typed = {"subject": subject, "body": body + "\n\n{{permit.colour}} van Anna", "version": "0"}
    answer = client_of("anna").post(f"{ADDRESS}/write", data=typed)
    assert answer.status_code == 422
    assert 'href="#body"' in answer.text
    assert "permit.colour" in answer.text
    assert "van Anna" in answer.text


def test_two_writers_see_both_versions(app: Flask, client_of: ClientOf) -> None:
    subject, body = _house()
    first, second = client_of("anna"), client_of("joris")
    first.post(f"{ADDRESS}/write", data={"subject": subject, "body": body + "\n\nVan Anna.", "version": "0"})
    late = {"subject": subject, "body": body + "\n\nVan Joris.", "version": "0"}
    answer = second.post(f"{ADDRESS}/write", data=late)
    assert answer.status_code == 409
    assert "Van Anna." in answer.text
    assert "Van Joris." in answer.text
    again = second.post(f"{ADDRESS}/write", data={**late, "version": version_on(answer.text)})
    assert again.location == ADDRESS
    assert written()[0].body.endswith("Van Joris.")


@pytest.mark.parametrize(
    "address", ["/letter-texts/nl/poem", "/letter-texts/fr/refusal", "/letter-texts/nl/refusal/pages/99.png"]
)
def test_a_letter_text_that_is_not_here_is_not_here(app: Flask, client_of: ClientOf, address: str) -> None:
    assert client_of("anna").get(address).status_code == 404


def test_each_passage_of_a_letter_shows_the_rule_that_demands_it(app: Flask, client_of: ClientOf) -> None:
    anna = client_of("anna")
    page = anna.get(f"{ADDRESS}/rules").text
    assert "Awb 3:45, 6:4, 6:7, 6:8, 6:9" in page
    decision_id = factories.refusal("answered")
    page = anna.get(f"/decisions/{decision_id}/letter").text
    assert f"/decisions/{decision_id}/preview/decision/rules" in page
    page = anna.get(f"/decisions/{decision_id}/preview/decision/rules").text
    assert "Awb 4:11" in page or "Awb 4:7, 4:8" in page
    assert "Bezwaar maken." in page


# Papers that go along


def test_a_served_decision_has_its_service_sheet(app: Flask, acting: As, client_of: ClientOf) -> None:
    decision_id = factories.refusal("served")
    with acting("anna"):
        decision = factories.of(decision_id)
        words = letters.service_sheet(decision, decision.served_on)[0].as_text()  # type: ignore[arg-type]
    assert decision.number in words
    assert "Dit blad hoort bij het besluit van" in words
    anna = client_of("anna")
    assert f"/decisions/{decision_id}/service-sheet.pdf" in anna.get(f"/decisions/{decision_id}/service").text
    assert anna.get(f"/decisions/{decision_id}/service-sheet.pdf").mimetype == "application/pdf"
    assert anna.get(f"/decisions/{decision_id}/door-notice.pdf").status_code == 404


def test_a_closure_has_a_notice_for_the_door_without_a_reason(app: Flask, acting: As, client_of: ClientOf) -> None:
    decision_id = factories.closure("served")
    with acting("femke"):
        decision = factories.of(decision_id)
        words = letters.door_notice(decision, decision.served_on)[0].as_text()  # type: ignore[arg-type]
        assert decision.grounds[0].motivation not in words
        assert decision.addressee.name not in words
        assert "134quinquies" in words
    assert client_of("femke").get(f"/decisions/{decision_id}/door-notice.pdf").mimetype == "application/pdf"
