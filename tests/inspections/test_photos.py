"""Photos: real JPEGs, real refusals."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date

import pytest
from flask import Flask
from PIL import Image

from app import clock, files
from app.errors import NotAllowed
from inspections import acts
from inspections.models import Inspection
from tests.conftest import As
from tests.inspections import factories
from tests.permits import factories as register

DAY = date(2026, 11, 23)


@pytest.fixture
def visit(app: Flask, acting: As) -> Inspection:
    with acting("anna"), clock.set_to(DAY):
        place = register.establishment()
    with acting("bram"), clock.set_to(DAY):
        return factories.begun_visit(place)


def test_a_photo_loses_the_place_and_the_owner_that_the_telephone_wrote(visit: Inspection, acting: As) -> None:
    taken = factories.photo_bytes(with_place=True)
    assert b"Telephone of Bram" in taken
    with acting("bram"):
        photo = acts.add_photo(visit, "A21", taken, "IMG_0001.jpg")
        kept = files.read(photo.file_sha256)
    assert b"Telephone of Bram" not in kept
    with Image.open(io.BytesIO(kept)) as opened:
        assert not opened.getexif()
        assert opened.format == "JPEG"
    assert photo.original_sha256 != photo.file_sha256


def test_a_large_photo_is_made_smaller_and_stands_upright(visit: Inspection, acting: As) -> None:
    with acting("bram"):
        photo = acts.add_photo(visit, "A21", factories.photo_bytes(size=(4000, 3000)), "big.jpg")
        with Image.open(io.BytesIO(files.read(photo.file_sha256))) as opened:
            assert opened.size == (2560, 1920)
    sideways = Image.new("RGB", (60, 40))
    exif = Image.Exif()
    exif[0x0112] = 6
    saved = io.BytesIO()
    sideways.save(saved, "JPEG", exif=exif)
    with Image.open(io.BytesIO(acts.photos.without_metadata(saved.getvalue()))) as opened:
        assert opened.size == (40, 60)


def test_the_same_photo_twice_is_one(visit: Inspection, acting: As) -> None:
    with acting("bram"):
        one = acts.add_photo(visit, "A21", factories.photo_bytes(), "a.jpg")
        assert acts.add_photo(visit, "A21", factories.photo_bytes(), "b.jpg").id == one.id
        assert acts.add_photo(visit, "A31", factories.photo_bytes(), "a.jpg").id != one.id


def _bomb() -> bytes:
    """A PNG of a few bytes that claims 60,000 by 60,000 pixels."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"%PDF-1.7", b"\xff\xd8\xff\xe0 not a picture", factories.photo_bytes()[:200], b"<svg/>", _bomb()],
    ids=["empty", "gif", "pdf", "broken-jpeg", "half-a-jpeg", "svg", "bomb"],
)
def test_what_is_not_a_photo_is_refused_with_a_sentence(visit: Inspection, acting: As, content: bytes) -> None:
    with acting("bram"):
        with pytest.raises((acts.photos.NotAPhoto, acts.photos.PhotoTooLarge)) as refused:
            acts.add_photo(visit, "A21", content, "photo.jpg")
        assert str(refused.value.sentence)
        assert visit.photos == []


def test_fifty_megabytes_are_refused_before_they_are_opened(visit: Inspection, acting: As) -> None:
    with acting("bram"), pytest.raises(acts.photos.PhotoTooLarge):
        acts.add_photo(visit, "A21", factories.photo_bytes() + b"\0" * 50_000_000, "photo.jpg")


def test_a_photo_belongs_to_an_item_of_the_sheet(visit: Inspection, acting: As) -> None:
    with acting("bram"), pytest.raises(acts.visit.NotOnTheSheet):
        acts.add_photo(visit, "Z99", factories.photo_bytes(), "photo.jpg")


def test_a_photo_can_be_taken_off_before_the_seal_only(visit: Inspection, acting: As) -> None:
    with acting("bram"):
        photo = acts.add_photo(visit, "A21", factories.photo_bytes(), "a.jpg")
        acts.remove_photo(photo)
        assert visit.photos == []
        photo = acts.add_photo(visit, "A21", factories.photo_bytes(), "a.jpg")
        acts.save_answers(visit, visit.version, {"A21": factories.deviation()})
        acts.save_present(visit, None, factories.NOBODY)
        acts.seal(visit, visit.version)
        assert factories.findings_of(visit)["A21"].photo_sha256s == [photo.file_sha256]
        with pytest.raises(acts.VisitIsSealed):
            acts.remove_photo(photo)


def test_an_officer_takes_no_photos(visit: Inspection, acting: As) -> None:
    with acting("anna"), pytest.raises(NotAllowed):
        acts.add_photo(visit, "A21", factories.photo_bytes(), "a.jpg")
