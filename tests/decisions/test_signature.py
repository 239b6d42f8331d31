"""Submitting, the second reader and the mayor: four eyes, the bytes that were read, one signature."""

from __future__ import annotations

import shutil
import subprocess
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import acts as house_acts
from app import clock, files
from app.access import Permission
from app.errors import ChangedMeanwhile, Lacking, NoSuchRoad, NotAllowed, NotHere
from app.people import change_municipality, municipality_now
from decisions import acts, queries
from decisions.lifecycle import DecisionState
from decisions.refusals import (
    NotFromTheDrafter,
    OnlyAPersonSigns,
    ReasonLacks,
    SignedAlready,
    SigningBlocked,
    TextHasMoved,
    WrongPassword,
)
from decisions.signing_key import house_signer
from demonstration import region
from permits import acts as permit_acts
from permits.facts import PartyFacts
from permits.models import PartyKind
from reports.press import verify
from reports.wording import written_date
from tests.conftest import As
from tests.decisions import factories


def _pdf(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(content)
    return path


def _said(*command: str) -> str:
    assert shutil.which(command[0]), f"{command[0]} lacks. Install it with: apt-get install poppler-utils"
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_what_lacks_keeps_a_decision_from_the_reader(app: Flask, acting: As) -> None:
    answered = factories.refusal("answered")
    with acting("anna"):
        row = factories.of(answered)
        with pytest.raises(Lacking) as refused:
            acts.submit(row, row.version)
        assert [lack.key for lack in refused.value.lacks] == ["sending"]
        assert factories.of(answered).state == DecisionState.ANNOUNCED


def test_a_town_with_a_second_reader_sends_it_there_first(app: Flask, acting: As) -> None:
    offered = factories.refusal("second-reading")
    with acting("anna"):
        row = factories.of(offered)
        assert row.state == DecisionState.SECOND_READING
        assert row.decide_before == queries.decide_before(row)
        with pytest.raises(NotFromTheDrafter):
            acts.approve(row, row.version)
        with pytest.raises(NoSuchRoad):
            acts.write(row, row.version, suitable="Nog iets veranderen.")
    with acting("hanneke"), pytest.raises(NotAllowed):
        acts.approve(factories.of(offered), None)
    with acting("joris"):
        row = factories.of(offered)
        with pytest.raises(ReasonLacks):
            acts.send_back(row, row.version, "nee")
        acts.send_back(row, row.version, "De reactie is nog niet beantwoord.")
        row = factories.of(offered)
        assert (row.state, row.letter_sha256) == (DecisionState.ANNOUNCED, None)


def test_a_town_without_a_second_reader_sends_it_to_the_mayor(app: Flask, acting: As) -> None:
    offered = factories.closure("with-mayor")
    with acting("celine"):
        row = factories.of(offered)
        assert (row.state, row.reader_id) == (DecisionState.WITH_MAYOR, None)
        assert [one.id for one in queries.waiting_for(region.member("celine"))] == [offered]
        assert queries.number_waiting() == 1


def test_the_mayor_returns_it_with_a_reason(app: Flask, acting: As) -> None:
    offered = factories.refusal()
    with acting("joris"), pytest.raises(NotAllowed):
        acts.return_to_officer(factories.of(offered), None, "De einddatum ontbreekt nog.")
    with acting("hanneke"):
        row = factories.of(offered)
        acts.return_to_officer(row, row.version, "De einddatum ontbreekt nog.")
    with acting("anna"):
        row = factories.of(offered)
        assert row.returned_because == "De einddatum ontbreekt nog."
        assert [one.id for one in queries.returned_by_mayor()] == [offered]
        acts.submit(row, row.version)
        assert factories.of(offered).returned_because == ""


def test_the_mayor_signs_exactly_the_bytes_that_were_read(app: Flask, acting: As, tmp_path: Path) -> None:
    offered = factories.refusal()
    with acting("hanneke"):
        row = factories.of(offered)
        seen = row.letter_sha256
        assert seen is not None
        shown = files.read(seen)
        acts.sign(row, seen, region.PASSWORD)
        row = factories.of(offered)
        assert row.state == DecisionState.SIGNED
        assert row.signed_by_id == region.member("hanneke").id
        assert row.signed_sha256 is not None
        signed = files.read(row.signed_sha256)
        assert signed.startswith(shown)
        report = verify(signed, [house_signer().certificate])
        assert (report.intact, report.trusted, report.covers_whole_file) == (True, True, False)
        seal = verify(signed, field="Seal")  # put right after it
        assert (seal.intact, seal.covers_whole_file) == (True, True)
        last_day = queries.printed_last_day(row)
        assert last_day is not None
        assert [one.id for one in queries.signed_by(region.member("hanneke"))] == [offered]
    path = _pdf(tmp_path, signed)
    assert "Signature is Valid" in _said("pdfsig", "-nocert", str(path))
    words = " ".join(_said("pdftotext", str(path), "-").replace("\u00a0", " ").split())
    assert f"bezwaar kunt maken is {written_date(last_day, 'nl')}".replace("\u00a0", " ") in words


def test_a_changed_byte_breaks_the_signature(app: Flask, acting: As) -> None:
    offered = factories.closure("signed")
    with acting("celine"):
        digest = factories.of(offered).signed_sha256
        assert digest is not None
        signed = bytearray(files.read(digest))
    signed[len(signed) // 3] ^= 1
    assert not verify(bytes(signed), [house_signer().certificate]).intact


def test_a_decision_is_not_signed_twice(app: Flask, acting: As) -> None:
    offered = factories.closure("signed")
    with acting("celine"):
        row = factories.of(offered)
        assert row.letter_sha256 is not None
        once = row.signed_sha256
        with pytest.raises(SignedAlready):
            acts.sign(row, row.letter_sha256, region.PASSWORD)
        assert factories.of(offered).signed_sha256 == once


def test_a_moved_text_is_not_signed(app: Flask, acting: As) -> None:
    offered = factories.refusal()
    with acting("anna"):
        party = factories.of(offered).addressee
        facts = PartyFacts(
            kind=PartyKind.LEGAL_PERSON, name="Een andere naam B.V.", street="Molenkade", house_number="31",
            postal_code="5911 XX", city="Venlo", country="nl", language="nl",
        )  # fmt: skip
        permit_acts.change_party(party, party.version, facts)
    with acting("hanneke"):
        row = factories.of(offered)
        assert row.letter_sha256 is not None
        with pytest.raises(TextHasMoved):
            acts.sign(row, row.letter_sha256, region.PASSWORD)
        assert factories.of(offered).state == DecisionState.WITH_MAYOR


def test_another_fingerprint_than_the_stored_one_is_not_signed(app: Flask, acting: As) -> None:
    offered = factories.closure()
    with acting("celine"):
        row = factories.of(offered)
        with pytest.raises(TextHasMoved):
            acts.sign(row, "0" * 64, region.PASSWORD)
        assert factories.of(offered).signed_by_id is None


def test_five_wrong_passwords_block_signing_for_a_quarter_of_an_hour(app: Flask, acting: As) -> None:
    offered = factories.closure()
    with acting("celine"):
        row = factories.of(offered)
        seen = row.letter_sha256 or ""
        for _ in range(5):
            with pytest.raises(WrongPassword):
                acts.sign(row, seen, "niet goed")
        with pytest.raises(SigningBlocked):
            acts.sign(row, seen, region.PASSWORD)
        later = clock.now() + timedelta(minutes=16)
        with clock.set_to(later):
            acts.sign(factories.of(offered), seen, region.PASSWORD)
        assert factories.of(offered).signed_by_id is not None
        assert region.member("celine").failed_signatures == 0


def test_only_the_mayor_signs_and_no_machine(app: Flask, acting: As) -> None:
    offered = factories.closure()
    with acting("femke"):
        row = factories.of(offered)
        with pytest.raises(NotAllowed):
            acts.sign(row, row.letter_sha256 or "", region.PASSWORD)
    with house_acts.acting_as(house_acts.machine("job", "a job", "NIS71016")), pytest.raises(OnlyAPersonSigns):
        acts.sign(factories.of(offered), "", region.PASSWORD)


def test_the_drafter_does_not_sign_even_with_the_power(app: Flask, acting: As) -> None:
    offered = factories.closure()
    drafter = region.member("femke")
    both = house_acts.Actor("person", str(drafter.id), drafter.name, "NIS71016", frozenset(Permission))
    with house_acts.acting_as(both):
        row = factories.of(offered)
        with pytest.raises(NotFromTheDrafter):
            acts.sign(row, row.letter_sha256 or "", region.PASSWORD)


def test_a_stale_page_cannot_submit(app: Flask, acting: As) -> None:
    answered = factories.closure("answered")
    with acting("femke"):
        row = factories.of(answered)
        seen = row.version
        acts.write(row, seen, suitable="Een nieuwe zin over de maatregel.")
        with pytest.raises(ChangedMeanwhile):
            acts.submit(row, seen)


def test_a_town_that_wants_no_second_reader_any_more_skips_the_reading(app: Flask, acting: As) -> None:
    answered = factories.refusal("second-reading")
    with acting("joris"):
        row = factories.of(answered)
        acts.send_back(row, row.version, "Nog even kijken naar de belangen.")
    with acting("adri"):
        town = municipality_now()
        change_municipality(town, town.version, second_reader=False)
    with acting("anna"):
        row = factories.of(answered)
        acts.submit(row, row.version)
        assert factories.of(answered).state == DecisionState.WITH_MAYOR


def test_a_decision_of_another_town_is_not_signed(app: Flask, acting: As) -> None:
    offered: uuid.UUID = factories.closure()
    with acting("hanneke"), pytest.raises(NotHere):
        factories.of(offered)
