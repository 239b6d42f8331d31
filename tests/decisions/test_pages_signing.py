"""The pages of the second reader, the mayor and who serves the letter."""

from __future__ import annotations

import email
import email.policy
import re
import uuid
from collections.abc import Callable
from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app import acts, clock, files
from app.db import db, everywhere
from decisions import acts as decision_acts
from decisions import queries
from decisions.models import Decision, ServiceMethod
from demonstration import region
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]


def row(decision_id: uuid.UUID) -> Decision:
    db.session.rollback()
    with everywhere("a test looks at what was saved"):
        found = db.session.get(Decision, decision_id)
        assert found is not None
        assert found.letters is not None
        return found


def dated(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


@pytest.fixture
def waiting(app: Flask) -> uuid.UUID:
    """A refusal that waits for Hanneke."""
    return factories.refusal(until="with-mayor")


@pytest.fixture
def signed(app: Flask) -> uuid.UUID:
    """The same, signed and to be sent."""
    return factories.refusal(until="signed", ago=0)


def seen_in(page: str) -> str:
    found = re.search(r'name="seen"[^>]*value="([0-9a-f]{64})"', page)
    assert found is not None
    return found[1]


def test_the_mayor_begins_at_what_waits(waiting: uuid.UUID, client_of: ClientOf) -> None:
    hanneke = client_of("hanneke")
    assert hanneke.get("/").location == "/to-sign"
    page = hanneke.get("/to-sign").text
    assert f'href="/to-sign/{waiting}"' in page
    assert "Massagesalon Stille Maas, Molenkade 31" in page
    assert "4:17" in page


def test_an_empty_queue_says_so(app: Flask, client_of: ClientOf) -> None:
    page = client_of("hanneke").get("/to-sign").text
    assert "dr-empty" in page
    assert client_of("hanneke").get("/signed").status_code == 200


def test_the_sign_page_shows_the_letter_beside_its_reasons(waiting: uuid.UUID, client_of: ClientOf) -> None:
    page = client_of("hanneke").get(f"/to-sign/{waiting}").text
    letter = row(waiting).letter_sha256
    assert letter is not None
    assert f"{letter[:4]} {letter[4:8]}" in page
    assert seen_in(page) == letter
    assert page.count("dr-letter__page") == 4
    assert "dr-tag--counter" in page
    assert "Ik weiger die vergunning." in page


def test_the_pictures_of_the_pages_are_those_of_the_letter(waiting: uuid.UUID, client_of: ClientOf) -> None:
    hanneke = client_of("hanneke")
    page = hanneke.get(f"/to-sign/{waiting}").text
    found = re.search(rf"/decisions/{waiting}/letters/[0-9a-f-]+/pages/1\.png", page)
    assert found is not None
    picture = hanneke.get(found[0])
    assert picture.mimetype == "image/png"
    assert picture.data.startswith(b"\x89PNG")
    assert hanneke.get(found[0].replace("/1.png", "/99.png")).status_code == 404
    pdf = hanneke.get(re.sub(r"/pages/1\.png", ".pdf", found[0]))
    assert pdf.data.startswith(b"%PDF-")
    assert client_of("celine").get(found[0]).status_code == 404
    assert client_of("bram").get(found[0]).status_code == 403


def test_a_wrong_password_signs_nothing_and_five_block(waiting: uuid.UUID, client_of: ClientOf) -> None:
    hanneke = client_of("hanneke")
    seen = seen_in(hanneke.get(f"/to-sign/{waiting}").text)
    for _attempt in range(5):
        answer = hanneke.post(f"/to-sign/{waiting}", data={"seen": seen, "password": "verkeerd"})
        assert answer.status_code == 422
        assert 'id="password-error"' in answer.text
        assert "verkeerd" not in answer.text
    blocked = hanneke.post(f"/to-sign/{waiting}", data={"seen": seen, "password": region.PASSWORD})
    assert blocked.status_code == 422
    assert row(waiting).state == "with-mayor"


def test_the_right_password_signs_and_the_page_says_who_sends_it(waiting: uuid.UUID, client_of: ClientOf) -> None:
    hanneke = client_of("hanneke")
    seen = seen_in(hanneke.get(f"/to-sign/{waiting}").text)
    answer = hanneke.post(f"/to-sign/{waiting}", data={"seen": seen, "password": region.PASSWORD})
    assert answer.location == f"/to-sign/{waiting}/signed"
    page = hanneke.get(answer.location).text
    assert "Anna Verhaegh" in page
    assert row(waiting).state == "signed"
    first = row(waiting).signed_sha256
    again = hanneke.post(f"/to-sign/{waiting}", data={"seen": seen, "password": region.PASSWORD})
    assert again.location == f"/to-sign/{waiting}/signed"
    assert row(waiting).signed_sha256 == first
    assert "Vergunning weigeren" in hanneke.get("/signed").text


def test_a_letter_that_moved_is_not_signed(waiting: uuid.UUID, client_of: ClientOf, acting: As) -> None:
    hanneke = client_of("hanneke")
    assert client_of("anna").get(f"/decisions/{waiting}/letter.eml").status_code == 404, "it is not signed yet"
    seen = seen_in(hanneke.get(f"/to-sign/{waiting}").text)
    with acting("anna"), acts.named("forgery"):
        queries.decision(waiting).suitable = "Stiekem veranderd nadat de brief was gemaakt."
    answer = hanneke.post(f"/to-sign/{waiting}", data={"seen": seen, "password": region.PASSWORD})
    assert answer.status_code == 409
    assert "dr-notice--danger" in answer.text
    assert 'type="password"' not in answer.text
    assert row(waiting).state == "with-mayor"


def test_another_fingerprint_than_the_one_shown_is_refused(waiting: uuid.UUID, client_of: ClientOf) -> None:
    sent = {"seen": "0" * 64, "password": region.PASSWORD}
    assert client_of("hanneke").post(f"/to-sign/{waiting}", data=sent).status_code == 409
    assert row(waiting).state == "with-mayor"


def test_sending_back_asks_a_sentence_and_the_officer_reads_it(waiting: uuid.UUID, client_of: ClientOf) -> None:
    hanneke = client_of("hanneke")
    address = f"/to-sign/{waiting}/return"
    version = re.search(r'name="version"[^>]*value="(\d+)"', hanneke.get(address).text)
    assert version is not None
    short = hanneke.post(address, data={"version": version[1], "reason": "Nee"})
    assert short.status_code == 422
    assert ">Nee</textarea>" in short.text.replace("\r\n", "").replace("\n", "")
    sent = {"version": version[1], "reason": "De einddatum ontbreekt in de brief."}
    assert hanneke.post(address, data=sent).location == "/to-sign"
    assert row(waiting).state == "announced"
    assert "De einddatum ontbreekt in de brief." in client_of("anna").get(f"/decisions/{waiting}/letter").text
    assert "De einddatum ontbreekt in de brief." in hanneke.get("/to-sign").text


def test_only_the_mayor_of_the_town_opens_the_sign_page(waiting: uuid.UUID, client_of: ClientOf) -> None:
    assert client_of("anna").get(f"/to-sign/{waiting}").status_code == 403
    assert client_of("celine").get(f"/to-sign/{waiting}").status_code == 404
    assert client_of("celine").get(f"/to-sign/{waiting}/signed").status_code == 404


def test_the_second_reader_agrees_or_sends_back_and_never_the_drafter(app: Flask, client_of: ClientOf) -> None:
    decision = factories.refusal(until="second-reading")
    version = {"version": row(decision).version}
    anna, joris = client_of("anna"), client_of("joris")
    assert "dr-sign__act" in anna.get(f"/decisions/{decision}/reading").text
    assert anna.post(f"/decisions/{decision}/approve", data=version).status_code in (403, 422)
    assert row(decision).state == "second-reading"
    assert joris.post(f"/decisions/{decision}/send-back", data={**version, "reason": ""}).status_code == 422
    sent = {**version, "reason": "De reactie op de zienswijze mist nog een antwoord."}
    assert joris.post(f"/decisions/{decision}/send-back", data=sent).status_code == 302
    assert row(decision).state == "announced"
    assert anna.post(f"/decisions/{decision}/submit", data={"version": row(decision).version}).status_code == 302
    assert row(decision).state == "second-reading"
    agreed = {"version": row(decision).version, "remark": "Akkoord."}
    assert joris.post(f"/decisions/{decision}/approve", data=agreed).status_code == 302
    assert row(decision).state == "with-mayor"
    assert joris.get(f"/decisions/{decision}/reading").status_code == 302


def test_a_letter_that_leaves_on_another_day_gets_a_covering_note(signed: uuid.UUID, client_of: ClientOf) -> None:
    anna, plan = client_of("anna"), row(signed).sending_on
    assert plan is not None
    message = anna.get(f"/decisions/{signed}/letter.eml")
    assert (message.mimetype, message.headers["Content-Disposition"].split("; ")[0]) == ("message/rfc822", "attachment")
    opened = email.message_from_bytes(message.data, policy=email.policy.default)
    (enclosed,) = opened.iter_attachments()
    assert sha256(enclosed.get_content()).hexdigest() == row(signed).signed_sha256
    assert "Venlo" in opened.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert client_of("bram").get(f"/decisions/{signed}/letter.eml").status_code == 403
    later = plan + timedelta(days=7)
    with clock.set_to(later):
        page = anna.get(f"/decisions/{signed}/service").text
        assert "dr-notice--warn" in page
        sent = {"version": row(signed).version, "method": "registered-post"}
        sent |= dated("served_on", later)
        page = anna.post(f"/decisions/{signed}/service", data=sent, follow_redirects=True).text
        assert f"/decisions/{signed}/covering-note" in page
        version = {"version": row(signed).version}
        page = anna.post(f"/decisions/{signed}/covering-note", data=version, follow_redirects=True).text
        assert f"/decisions/{signed}/covering-note" not in page
        assert any(letter.kind == "covering-note" for letter in row(signed).letters)
        version = {"version": row(signed).version}
        receipt = anna.post(f"/decisions/{signed}/receipt", data={**version, **dated("received_on", plan)})
        assert receipt.status_code == 422
        explained = anna.get(f"/decisions/{signed}/objection-term").text
        assert "dr-workings" in explained


@pytest.mark.parametrize("shift", [-30, 40])
def test_a_day_of_service_that_cannot_be_is_answered_with_a_sentence(
    signed: uuid.UUID, client_of: ClientOf, shift: int
) -> None:
    sent: dict[str, Any] = {"version": row(signed).version, "method": "registered-post"}
    sent |= dated("served_on", clock.today() + timedelta(days=shift))
    answer = client_of("anna").post(f"/decisions/{signed}/service", data=sent)
    assert answer.status_code == 422
    assert 'id="errors"' in answer.text
    assert row(signed).state == "signed"


def test_the_college_confirms_on_the_page(app: Flask, client_of: ClientOf) -> None:
    decision = factories.french_closure(until="served", ago=1)
    marc = client_of("marc")
    met_on = row(decision).college_due_on
    assert met_on is not None
    with clock.set_to(met_on):
        page = marc.get(f"/decisions/{decision}/service").text
        assert f"/decisions/{decision}/college" in page
        sent = {"version": row(decision).version, "number": "CC-2026-7", "outcome": "confirmed"}
        answer = marc.post(f"/decisions/{decision}/college", data={**sent, **dated("met_on", met_on)})
        assert answer.status_code == 302, answer.text
    assert row(decision).college_confirmed is True
    assert any(letter.kind == "college-confirmation" for letter in row(decision).letters)


def test_the_mayor_of_verviers_sees_the_gates_of_a_closure(app: Flask, client_of: ClientOf) -> None:
    decision = factories.french_closure(until="with-mayor")
    page = client_of("sophie").get(f"/to-sign/{decision}").text
    assert "dr-gates" in page
    assert 'lang="fr"' in page


def test_an_evidence_photo_is_shown_small_and_only_with_its_decision(
    waiting: uuid.UUID, client_of: ClientOf, acting: As
) -> None:
    picture = BytesIO()
    Image.new("RGB", (1600, 1200), "tan").save(picture, "JPEG")
    with acting("anna"), acts.named("photo"):
        kept = files.keep(picture.getvalue(), "bar.jpg").sha256
        evidence = queries.decision(waiting).grounds[0].evidence[0]
        assert evidence.finding is not None
        evidence.finding.photo_sha256s = [kept]
    hanneke = client_of("hanneke")
    assert f"/decisions/{waiting}/photos/{kept}?small=1" in hanneke.get(f"/to-sign/{waiting}").text
    small = hanneke.get(f"/decisions/{waiting}/photos/{kept}?small=1")
    assert max(Image.open(BytesIO(small.data)).size) == 256
    assert hanneke.get(f"/decisions/{waiting}/photos/{kept}").data == picture.getvalue()
    assert hanneke.get(f"/decisions/{waiting}/photos/{'0' * 64}").status_code == 404
    assert client_of("celine").get(f"/decisions/{waiting}/photos/{kept}").status_code == 404


def test_a_document_of_the_story_opens_and_another_does_not(waiting: uuid.UUID, client_of: ClientOf) -> None:
    anna = client_of("anna")
    page = anna.get(f"/decisions/{waiting}").text
    found = re.search(rf"/decisions/{waiting}/documents/[0-9a-f]{{64}}", page)
    assert found is not None
    assert anna.get(found[0]).data.startswith(b"%PDF-")
    assert anna.get(f"/decisions/{waiting}/documents/{'0' * 64}").status_code == 404


def test_service_belongs_to_the_officer(signed: uuid.UUID, client_of: ClientOf, acting: As) -> None:
    assert client_of("hanneke").get(f"/decisions/{signed}/service").status_code == 403
    with acting("anna"):
        found = queries.decision(signed)
        decision_acts.serve(found, found.version, ServiceMethod.REGISTERED_POST, clock.today())
    assert client_of("anna").get(f"/decisions/{signed}/service").status_code == 200
