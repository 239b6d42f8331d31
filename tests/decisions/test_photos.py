"""Photos in a letter: each looked at before, with words for who cannot see it, and only of facts the letter names."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from io import BytesIO
from typing import cast

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from pypdfium2 import PdfDocument

from app import clock, files, story
from app.errors import NoSuchRoad, NotAllowed, NotHere
from decisions import acts, letters
from decisions.blanks import blanks_of
from decisions.models import Decision
from decisions.photos import acts as showing
from decisions.photos.filling import fill_letter
from decisions.photos.queries import findings_shown, photos_of
from decisions.photos.refusals import AlreadyChosen, NotLookedAt
from decisions.presenting.gaps import WithGaps
from decisions.refusals import HoldsIdentityNumber, ReasonLacks
from inspections.models import Finding
from reports import letter as paper
from tests.conftest import As
from tests.decisions import factories

CAPTION = "De slaapplaats achter de balie op 3 november."
ALT = "Een matras op de vloer tussen een kast en een muur."
ClientOf = Callable[[str], FlaskClient]


@pytest.fixture
def backend() -> str:
    """What a letter shows does not depend on the database."""
    return "sqlite"


@pytest.fixture
def drafted(app: Flask) -> uuid.UUID:
    """The refusal of a massage salon in Venlo, announced by Anna on findings with photos."""
    return factories.refusal("announced")


def first(row: Decision) -> tuple[Finding, str]:
    finding = findings_shown(row)[0]
    return finding, finding.photo_sha256s[0]


def chosen(row: Decision, **words: str) -> None:
    finding, sha256 = first(row)
    given = {"caption": CAPTION, "alt": ALT} | words
    showing.choose_photo(row, None, finding.id, sha256, nobody_recognisable=True, **given)


def test_a_chosen_photo_stands_in_the_letter_with_its_words_and_without_its_camera(
    drafted: uuid.UUID, acting: As
) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        assert not figures(row)
        chosen(row)
        (figure,) = figures(row)
        assert (figure.alt, figure.caption) == (ALT, CAPTION)
        content = letters.decision_letter(as_if_complete(row))[1]
        assert any(page.get_objects() for page in PdfDocument(content))
        (kept,) = photos_of(row.id)
        assert kept.looked_at_by.startswith("Anna")
        with Image.open(BytesIO(files.read(kept.sha256))) as picture:
            assert not picture.getexif()
        assert any(event.kind == "decision.photo-chosen" for event in story.of(row.id))


def as_if_complete(row: Decision) -> Decision:
    return cast("Decision", WithGaps(row))


def figures(row: Decision) -> list[paper.Figure]:
    made = letters.decision_letter(as_if_complete(row))[0]
    return [block for block in made.blocks if isinstance(block, paper.Figure)]


def test_nobody_shows_a_photo_that_was_not_looked_at(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        finding, sha256 = first(row)
        words = {"caption": CAPTION, "alt": ALT}
        with pytest.raises(NotLookedAt):
            showing.choose_photo(row, None, finding.id, sha256, nobody_recognisable=False, **words)
        with pytest.raises(ReasonLacks):
            chosen(row, alt="Foto")
        with pytest.raises(HoldsIdentityNumber):
            chosen(row, caption="Het paspoort met nummer 111222333 op tafel.")
        with pytest.raises(NotHere):
            showing.choose_photo(row, None, finding.id, "0" * 64, nobody_recognisable=True, **words)
        chosen(row)
        with pytest.raises(AlreadyChosen):
            chosen(row)


def test_a_photo_of_a_fact_that_is_no_evidence_any_more_leaves_the_letter(drafted: uuid.UUID, acting: As) -> None:
    with acting("anna"):
        row = factories.of(drafted)
        chosen(row)
        for ground in list(row.grounds):
            acts.motivate(row, None, ground.ground_id, ground.motivation, [])
        assert fill_letter(row, blanks_of(row, clock.today())).photos == ()
        assert len(photos_of(row.id)) == 1
        showing.drop_photo(row, None, photos_of(row.id)[0].id)
        assert not photos_of(row.id)


def test_only_who_drafts_chooses_and_only_while_it_is_a_draft(app: Flask, acting: As) -> None:
    drafted, submitted = factories.refusal("announced"), factories.closure("with-mayor")
    with acting("bram"), pytest.raises(NotAllowed):
        chosen(factories.of(drafted))
    with acting("anna"):
        chosen(factories.of(drafted))
        row = factories.of(drafted)
        photo_id = photos_of(row.id)[0].id
    with acting("bram"), pytest.raises(NotAllowed):
        showing.drop_photo(factories.of(drafted), None, photo_id)
    with acting("femke"), pytest.raises(NoSuchRoad):
        chosen(factories.of(submitted))


def test_the_page_offers_the_photos_of_the_evidence_and_shows_what_was_chosen(
    drafted: uuid.UUID, acting: As, client_of: ClientOf
) -> None:
    anna, address = client_of("anna"), f"/decisions/{drafted}/photos"
    page = anna.get(address).text
    with acting("anna"):
        row = factories.of(drafted)
        finding, sha256 = first(row)
        version, value = row.version, f"{finding.id}:{sha256}"
    assert value in page
    sent = {"version": version, "photo": value, "caption": CAPTION, "alt": ALT}
    refused = anna.post(address, data=sent)
    assert refused.status_code == 422
    assert CAPTION in refused.text
    assert anna.post(address, data={**sent, "nobody": "y"}).status_code == 302
    after = anna.get(address).text
    assert ALT in after
    assert f'value="{value}"' not in after
    assert address in anna.get(f"/decisions/{drafted}/letter").text
