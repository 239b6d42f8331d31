"""The pages on which an officer drafts a decision, as plain forms without script."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale

from app import acts
from app.db import db, everywhere
from app.errors import NotAllowed
from decisions import queries
from decisions.draft_saving import GroundChoice, save_grounds
from decisions.evidence import EvidenceState
from decisions.models import Decision
from decisions.presenting import evidence
from decisions.refusals import HoldsIdentityNumber
from decisions.views.letters import letter_to_come
from reports import letter_html
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]
BELGIAN = "be.134quinquies"


@pytest.fixture
def drafted(app: Flask) -> uuid.UUID:
    """A revocation in Venlo that has just been drafted by Anna."""
    return factories.revocation(until="drafted")


def row(decision_id: uuid.UUID) -> Decision:
    db.session.rollback()
    with everywhere("a test looks at what was saved"):
        found = db.session.get(Decision, decision_id)
        assert found is not None
        assert found.grounds is not None
        return found


def fields_of(page: str, form: str = "draft") -> dict[str, Any]:
    """What a browser would send back of a form: hidden fields, texts, ticked boxes."""
    part = page.split(f'id="{form}"', 1)[1].split("</form>", 1)[0]
    found: dict[str, Any] = {}
    for tag in re.findall(r"<input[^>]*>", part):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        ticked = "checkbox" not in tag or " checked" in tag
        if name and ticked:
            found.setdefault(name[1], []).append(value[1] if value else "y")
    for name_, text in re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>(.*?)</textarea>', part, re.DOTALL):
        found[name_] = [text.strip()]
    return found


def motivation_of(page: str) -> str:
    found = re.search(r'name="(ground-[^"]*-motivation)"', page)
    assert found is not None
    return found[1]


def test_the_grounds_show_facts_articles_and_what_lacks(drafted: uuid.UUID, client_of: ClientOf) -> None:
    page = client_of("anna").get(f"/decisions/{drafted}/grounds").text
    assert "artikel 3:12, tweede lid" in page
    assert "De club was open." in page
    assert "art. 4:7 en 4:8 Awb" in page
    assert f'href="/decisions/{drafted}/hearing#announce"' in page


def test_a_motivation_is_saved_and_the_page_says_when(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/grounds"
    sent = fields_of(anna.get(address).text)
    name = next(key for key in sent if key.endswith("-motivation"))
    sent[name] = ["Nieuwe motivering met <b>haken</b> en \u202eomkering."]
    answer = anna.post(address, data=sent, follow_redirects=True)
    assert answer.status_code == 200
    assert 'id="saved"' in answer.text
    assert "&lt;b&gt;haken&lt;/b&gt; en omkering." in answer.text
    assert any(
        ground.motivation == "Nieuwe motivering met <b>haken</b> en omkering." for ground in row(drafted).grounds
    )


def test_the_way_on_saves_and_leads_to_the_next_step(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/grounds"
    answer = anna.post(address, data={**fields_of(anna.get(address).text), "way": "on"})
    assert answer.location.startswith(f"/decisions/{drafted}/hearing")


def test_a_save_in_the_background_answers_with_a_part_and_drops_no_ground(
    drafted: uuid.UUID, client_of: ClientOf
) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/grounds"
    sent = fields_of(anna.get(address).text)
    chosen = next(key for key in sent if key.endswith("-chosen"))
    del sent[chosen]
    answer = anna.post(address, data=sent, headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert 'id="version"' in answer.text
    assert len(row(drafted).grounds) == 2


def test_an_unticked_ground_is_dropped_and_its_text_is_shown_once_more(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/grounds"
    sent = fields_of(anna.get(address).text)
    chosen = next(key for key in sent if key.endswith("-chosen"))
    text = sent[chosen.replace("-chosen", "-motivation")][0]
    del sent[chosen]
    answer = anna.post(address, data=sent, follow_redirects=True)
    assert len(row(drafted).grounds) == 1
    assert text in answer.text


def test_the_second_writer_sees_both_versions_and_nothing_is_overwritten(
    drafted: uuid.UUID, client_of: ClientOf
) -> None:
    anna, joris = client_of("anna"), client_of("joris")
    address = f"/decisions/{drafted}/grounds"
    mine = fields_of(anna.get(address).text)
    theirs = fields_of(joris.get(address).text)
    name = next(key for key in mine if key.endswith("-motivation"))
    theirs[name], mine[name] = ["Joris schreef dit eerder op."], ["Anna schreef dit daarna op."]
    assert joris.post(address, data=theirs).status_code == 302
    answer = anna.post(address, data=mine)
    assert answer.status_code == 409
    assert "Joris schreef dit eerder op." in answer.text
    assert "Anna schreef dit daarna op." in answer.text
    assert any(ground.motivation == "Joris schreef dit eerder op." for ground in row(drafted).grounds)
    again = {**mine, "version": re.search(r'name="version" value="(\d+)"', answer.text)[1]}  # type: ignore[index]
    assert anna.post(address, data=again).status_code == 302
    assert any(ground.motivation == "Anna schreef dit daarna op." for ground in row(drafted).grounds)


@pytest.mark.parametrize("text", ["De persoon met nummer 123456782 was er.", "x" * 6001])
def test_a_refused_motivation_keeps_what_was_typed(drafted: uuid.UUID, client_of: ClientOf, text: str) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/grounds"
    sent = fields_of(anna.get(address).text)
    name = next(key for key in sent if key.endswith("-motivation"))
    before = {ground.ground_id: ground.motivation for ground in row(drafted).grounds}
    answer = anna.post(address, data={**sent, name: [text]})
    assert answer.status_code == 422
    assert text in answer.text
    assert 'id="errors"' in answer.text
    assert {ground.ground_id: ground.motivation for ground in row(drafted).grounds} == before


def test_evidence_of_another_place_is_refused(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/grounds"
    sent = fields_of(anna.get(address).text)
    name = next(key for key in sent if key.endswith("-evidence"))
    answer = anna.post(address, data={**sent, name: [f"finding:{uuid.uuid4()}"]})
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text


def test_another_ground_can_be_searched_and_chosen(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/grounds?all=1"
    page = anna.get(address).text
    unchosen = re.findall(r'name="(ground-[^"]*-chosen)" value="y" aria', page)
    assert unchosen
    answer = anna.post(address, data={**fields_of(page), unchosen[-1]: "y"}, follow_redirects=True)
    assert answer.status_code == 200
    assert len(row(drafted).grounds) == 3


def test_an_official_report_becomes_evidence(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    sent = {
        "kind": "police-report",
        "reference": "PL2300-2026-1",
        "dated_on-day": "1",
        "dated_on-month": "10",
        "dated_on-year": "2026",
        "gist": "De politie zag drie personen die er sliepen.",
    }
    assert anna.post(f"/decisions/{drafted}/reports/new", data=sent).status_code == 302
    assert "PL2300-2026-1" in anna.get(f"/decisions/{drafted}/grounds").text


def test_a_report_with_an_impossible_day_or_a_false_file_is_answered_with_a_sentence(
    drafted: uuid.UUID, client_of: ClientOf
) -> None:
    from io import BytesIO

    anna = client_of("anna")
    day = {"dated_on-day": "31", "dated_on-month": "2", "dated_on-year": "2026"}
    sent = {"kind": "police-report", "reference": "X-1", "gist": "De politie zag drie personen.", **day}
    answer = anna.post(f"/decisions/{drafted}/reports/new", data=sent)
    assert answer.status_code == 422
    assert 'value="31"' in answer.text
    sent |= {"dated_on-month": "1", "file": (BytesIO(b"MZ not a pdf"), "rapport.pdf")}  # type: ignore[dict-item]
    answer = anna.post(f"/decisions/{drafted}/reports/new", data=sent, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "De politie zag drie personen." in answer.text


def test_the_steps_lead_to_the_second_reader(drafted: uuid.UUID, client_of: ClientOf, acting: As) -> None:
    anna = client_of("anna")
    lacking = anna.post(f"/decisions/{drafted}/submit", data={"version": row(drafted).version})
    assert lacking.status_code == 422
    assert "Er ontbreekt nog iets." in lacking.text
    assert row(drafted).state == "draft"
    with acting("anna"), force_locale("nl"):
        announcement = letter_to_come(queries.decision(drafted), "announcement")[0]
    words = f"/decisions/{drafted}/preview/announcement/words"
    assert letter_html(announcement, level=2) in anna.get(words).text
    assert anna.get(f"/decisions/{drafted}/preview/poem/words").status_code == 404
    assert client_of("bram").get(words).status_code == 403
    version = {"version": row(drafted).version}
    page = anna.post(f"/decisions/{drafted}/announce", data={**version, "way": "announce"}, follow_redirects=True)
    assert row(drafted).state == "announced", page.text
    assert f"/decisions/{drafted}/letters/" in page.text
    answered = {
        "version": row(drafted).version,
        "hearing_summary": "De exploitant zegt dat de beheerder ziek was.",
        "hearing_reply": "Dan had de zaak dicht gemoeten.",
        **dated("hearing_received_on", row(drafted).announced_on),
    }
    assert anna.post(f"/decisions/{drafted}/response", data=answered).status_code == 302
    assert row(drafted).hearing_outcome == "response"


def dated(name: str, day: Any) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def test_a_response_with_nonsense_keeps_its_text(app: Flask, client_of: ClientOf) -> None:
    decision = factories.revocation(until="announced")
    sent = {
        "version": row(decision).version,
        "hearing_summary": "De exploitant zegt dat de beheerder ziek was.",
        "hearing_received_on-day": "31",
        "hearing_received_on-month": "2",
        "hearing_received_on-year": "2026",
    }
    answer = client_of("anna").post(f"/decisions/{decision}/response", data=sent)
    assert answer.status_code == 422
    assert "31-2-2026" in answer.text
    assert "de beheerder ziek was" in answer.text
    assert row(decision).hearing_outcome == ""


def test_absence_cannot_be_recorded_before_the_last_day(app: Flask, client_of: ClientOf) -> None:
    decision = factories.revocation(until="announced", ago=1)
    answer = client_of("anna").post(f"/decisions/{decision}/no-response", data={"version": row(decision).version})
    assert answer.status_code == 422
    assert row(decision).hearing_outcome == ""


def test_days_and_texts_of_the_weighing_are_saved(drafted: uuid.UUID, client_of: ClientOf, acting: As) -> None:
    anna = client_of("anna")
    address = f"/decisions/{drafted}/interests"
    sent = fields_of(anna.get(address).text)
    sent |= {"suitable": "Zonder vergunning stopt dit.", "effect_on-day": "4", "effect_on-month": "1"}
    assert anna.post(address, data={**sent, "effect_on-year": "27"}).status_code == 422
    assert anna.post(address, data={**sent, "effect_on-year": "2027"}).status_code == 302
    assert row(drafted).suitable == "Zonder vergunning stopt dit."
    assert row(drafted).effect_on is not None
    # A name that no font of the house has: the page says so in the place of the letter.
    page = anna.get(f"/decisions/{drafted}/letter").text
    assert "/preview/decision/pages/1.png" in page
    with acting("anna"), acts.named("import"):
        queries.decision(drafted).establishment.name = "Salon 漢"
    page = anna.get(f"/decisions/{drafted}/letter").text
    assert "U+6F22" in page
    assert "/preview/decision/pages/1.png" not in page


def test_a_closure_asks_for_its_length_and_a_consultation(app: Flask, client_of: ClientOf) -> None:
    decision = factories.closure(until="drafted")
    femke = client_of("femke")
    assert 'id="duration_from"' in femke.get(f"/decisions/{decision}/interests").text
    page = femke.get(f"/decisions/{decision}/hearing").text
    assert 'id="consultation"' in page
    sent = {
        "version": row(decision).version,
        "consulted_authority": "arbeidsauditoraat Limburg",
        "consultation_answer": "Geen bezwaar tegen de sluiting.",
        **dated("consulted_on", row(decision).law_on),
    }
    assert femke.post(f"/decisions/{decision}/consultation", data=sent).status_code == 302
    assert row(decision).consulted_authority == "arbeidsauditoraat Limburg"


def test_a_stopped_draft_makes_room_for_a_new_one(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    place, permit, party = (row(drafted).establishment_id, row(drafted).permit_id, row(drafted).addressee_id)
    sent = {"measure": "nl.revoke", "addressee": str(party), "about": f"permit:{permit}"}
    twice = anna.post(f"/decisions/new?establishment={place}", data=sent)
    assert twice.status_code == 409 or twice.status_code == 422
    anna.post(f"/decisions/{drafted}/drop", data={"version": row(drafted).version})
    assert row(drafted).state == "dropped"
    answer = anna.post(f"/decisions/new?establishment={place}", data=sent)
    assert answer.status_code == 302
    assert answer.location.endswith("/grounds")


def test_a_new_decision_needs_a_measure_and_an_addressee(drafted: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    answer = anna.post(f"/decisions/new?establishment={row(drafted).establishment_id}", data={})
    assert answer.status_code == 422
    assert anna.get("/decisions/new?establishment=nonsense").status_code == 404


def test_who_has_no_part_in_drafting_is_refused(drafted: uuid.UUID, client_of: ClientOf) -> None:
    for address in (f"/decisions/{drafted}/grounds", f"/decisions/{drafted}/hearing", "/decisions"):
        assert client_of("bram").get(address).status_code == 403
        assert client_of("hanneke").get(address).status_code == 403


def test_a_decision_of_another_town_is_not_here_and_the_asking_is_written_down(
    drafted: uuid.UUID, client_of: ClientOf
) -> None:
    from app.audit import AuditLine

    for address in (f"/decisions/{drafted}", f"/decisions/{drafted}/grounds", f"/decisions/{drafted}/letter"):
        assert client_of("femke").get(address).status_code == 404
    db.session.rollback()
    with everywhere("a test reads the audit lines"):
        lines = db.session.scalars(db.select(AuditLine).where(AuditLine.act == "asked-elsewhere")).all()
    assert len(lines) == 3


def test_the_list_groups_decisions_by_who_must_act(drafted: uuid.UUID, client_of: ClientOf) -> None:
    page = client_of("anna").get("/decisions").text
    assert "group-drafts" in page
    assert f"/decisions/{drafted}/grounds" in page


def test_the_story_of_a_decision_is_recorded_when_it_is_read(
    drafted: uuid.UUID, client_of: ClientOf, acting: As
) -> None:
    from app.audit import AuditLine

    answer = client_of("anna").get(f"/decisions/{drafted}")
    assert answer.status_code == 200
    assert "Club Vierwind" in answer.text
    db.session.rollback()
    with acting("adri"):
        looks = db.session.scalars(db.select(AuditLine).where(AuditLine.act == "look")).all()
    assert any(str(drafted) in str(line.note) for line in looks)


def test_a_page_of_grounds_is_saved_wholly_or_not_at_all(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        decision = queries.decision(drafted)
        first, second = (ground.ground_id for ground in decision.grounds)
        good = GroundChoice(first, chosen=True, motivation="Dit zou bewaard worden.")
        bad = GroundChoice(second, chosen=True, motivation="Nummer 123456782.")
        with pytest.raises(HoldsIdentityNumber):
            save_grounds(decision, decision.version, [good, bad], choosing=True)
        assert all(ground.motivation != good.motivation for ground in row(drafted).grounds)
        decision = queries.decision(drafted)
        save_grounds(decision, decision.version, [good], choosing=True)
    assert any(ground.motivation == good.motivation for ground in row(drafted).grounds)


def test_an_inspector_does_not_save_grounds(drafted: uuid.UUID, acting: As) -> None:
    with acting("bram"), pytest.raises(NotAllowed):
        save_grounds(queries.decision(drafted), None, [], choosing=True)


def test_a_ground_says_which_kind_lacks_when_only_the_kind_lacks(app: Flask) -> None:
    with app.test_request_context(), force_locale("nl"):
        (told,) = evidence.sums({"x": EvidenceState(3, 3, ("official_report",))})
        (short,) = evidence.sums({"x": EvidenceState(1, 3, ("official_report",))})
    assert told.sum == "Te weinig bewijs, nog nodig: een rapport van de politie"
    assert short.sum == "Te weinig bewijs: 1 feit, 3 nodig"
