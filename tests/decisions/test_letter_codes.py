"""The code under a letter: who holds the paper can ask what became of it, and hears nothing of the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pypdfium2
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import acts, clock, files
from app.db import db
from decisions import acts as decision_acts
from decisions import codes, letters
from decisions.codes.models import LetterCode
from decisions.models import Decision
from decisions.signatures import views
from decisions.signatures.throttle import Throttle
from decisions.signatures.verification import Standing, Verdict, examine_code
from tests.conftest import As
from tests.decisions import factories

ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def public(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application that people can reach."""
    monkeypatch.setattr(views, "THROTTLE", Throttle(most=20, seconds=60, at_once=2))
    monkeypatch.setitem(app.config, "DREMPEL", replace(app.config["DREMPEL"], public_url="https://drempel.example"))
    return app


def code_of(decision: Decision, kind: str) -> LetterCode:
    found = db.session.scalars(select(LetterCode).where(LetterCode.decision_id == decision.id)).all()
    return next(row for row in found if row.kind == kind)


def words_of(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    try:
        return str(document[0].get_textpage().get_text_bounded())
    finally:
        document.close()


def test_a_letter_leads_to_its_answer_from_the_day_it_is_signed(public: Flask, acting: As, client_of: ClientOf) -> None:
    waiting, signed = factories.refusal("with-mayor"), factories.refusal("signed")
    with acting("anna"):
        early = code_of(factories.of(waiting), "refusal")
        assert examine_code(early.code).verdict == Verdict.NO_SUCH_CODE  # it has not left yet
        decision = factories.of(signed)
        row = code_of(decision, "refusal")
        assert decision.signed_sha256 is not None
        assert row.address == f"https://drempel.example/verify/{row.code}"
        assert row.address in words_of(files.read(decision.signed_sha256))
        # Made again it is the same letter: the code is a part of it, and what is signed is what was read.
        assert sha256(letters.decision_letter(decision)[1]).hexdigest() == decision.letter_sha256 == row.sha256
        announced = code_of(decision, "intention-to-refuse")
        assert announced.code != row.code
        code, other = row.code, announced.code

    found = examine_code(code.replace("-", " ").lower())
    assert (found.verdict, found.municipality, found.signed) == (Verdict.ISSUED, "Venlo", True)
    assert found.standings == (Standing.HOLDS,)
    intention = examine_code(other)
    assert (intention.verdict, intention.signed) == (Verdict.ISSUED, False)

    visitor = public.test_client()
    page = visitor.get(f"/verify/{code}?language=en")
    assert page.status_code == 200
    assert "A letter with this code was issued" in page.text
    assert "the mayor of Venlo" in page.text
    for secret in ("Salon", "refus", "Z-20", "Ontspanning", "Parade"):
        assert secret not in page.text
    assert visitor.get("/verify/K7PQ-3MRT-9XWH-2DCA").status_code == 404
    assert visitor.get("/verify/<script>").status_code == 404
    for _turn in range(20):
        answer = visitor.get(f"/verify/{code}")
    assert answer.status_code == 429

    with acting("anna"):
        decision = factories.of(signed)
        decision_acts.serve(decision, decision.version, "registered-post", clock.today())
        decision_acts.annul(factories.of(signed), clock.today(), "De rechtbank heeft het besluit vernietigd.")
    assert examine_code(code).standings == (Standing.ENDED,)


def test_without_a_public_address_a_letter_carries_no_code(app: Flask, acting: As) -> None:
    with acting("anna"):
        decision = factories.of(factories.refusal("with-mayor"))
        assert codes.address_for(decision, "refusal") == ""
        with acts.named("test"):
            codes.issue(decision, "refusal")
        assert codes.address_for(decision, "refusal") == ""


@pytest.mark.parametrize("typed", ["", "K7PQ", "K7PQ-3MRT-9XWH-2DCO", "…", "K7PQ-3MRT-9XWH-2DCA-2", "1" * 16])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert codes.written(typed) == ""
