"""What keeps a letter from paper: the press says what, the officer reads what to do."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from decisions.mailings.words import fault_of
from decisions.printing import said_in_words
from decisions.refusals import CannotBePrinted
from reports import Letter
from reports.letter import Figure, Heading, Paragraph, Run
from reports.press import NotConformant, UnprintableCharacter, render, write
from reports.samples import FOLDER, sample
from tests.reports.paper import failures

LETTER = sample("refusal", "nl", "nl")
ROOM = (FOLDER / "room.jpg").read_bytes()


def film() -> bytes:
    out = BytesIO()
    first, second = (Image.new("RGB", (20, 20), colour) for colour in ("red", "blue"))
    first.save(out, "GIF", save_all=True, append_images=[second])
    return out.getvalue()


def vast() -> bytes:
    out = BytesIO()
    Image.new("1", (12_000, 10_100)).save(out, "PNG")
    return out.getvalue()


def with_picture(image: bytes, words: str = "Een kamer") -> Letter:
    return replace(LETTER, blocks=(*LETTER.blocks, Figure(image, words, "Foto 1.")))


@pytest.mark.parametrize(
    ("letter", "sentence"),
    [
        (replace(LETTER, blocks=(Paragraph((Run("Salon 漢"),)),)), "U+6F22"),
        (replace(LETTER, case_number="Z" * 301), "too long for its place"),
        (with_picture(ROOM[: len(ROOM) // 2]), "cannot be read"),
        (with_picture(film()), "moves"),
        (with_picture(vast()), "120 million pixels"),
        (with_picture(ROOM, " "), "no description"),
        (replace(LETTER, subject="\u200b"), "no subject"),
        (replace(LETTER, blocks=(Heading(3, (Run("Kop"),)), *LETTER.blocks)), "skip a level"),
        (replace(LETTER, language=""), "could not be read by everybody"),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) else "",
)
def test_what_cannot_be_printed_is_said_with_what_to_do(letter: Letter, sentence: str) -> None:
    with pytest.raises(CannotBePrinted) as refusal, said_in_words():
        render(letter)
    said = str(refusal.value.sentence)
    assert sentence in said
    assert len(said.split(". ")) > 1, "what is wrong, and what to do"


def test_a_photo_of_forty_megapixels_and_one_in_colours_of_a_printing_press_are_printed() -> None:
    for mode, size in (("RGB", (8000, 5000)), ("CMYK", (600, 400))):
        out = BytesIO()
        Image.new(mode, size).save(out, "JPEG")
        pdf = render(with_picture(out.getvalue()))
        assert failures(pdf, "2a") == []
        assert len(pdf) < 400_000


def test_a_letter_of_a_mailing_says_the_same() -> None:
    out = BytesIO()
    with pytest.raises(NotConformant) as fault:
        write(replace(LETTER, subject=" "), out)
    assert out.getvalue() == b"", "nothing of it was written"
    assert "no subject" in fault_of(fault.value)
    assert "U+6F22" in fault_of(UnprintableCharacter("漢"))
    assert "too long" in fault_of(ValueError())
