"""The letterhead: what an administrator may put above the letters of the town, and what is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from app import files
from app.people import municipality_now
from decisions.letterheads.acts import change
from decisions.letterheads.contrast import ratio_on_white, written
from decisions.letterheads.heading import kept, letterhead
from decisions.letterheads.refusals import SENTENCES, ColourTooLight, LogoCannotBeUsed, NotAColour
from reports.press.logo import Reason
from tests.conftest import As

ClientOf = Callable[[str], FlaskClient]
SHIELD = (
    b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 60"><style>.a{fill:#7a0019}</style>'
    b'<g transform="translate(2 2)"><path class="a" d="M0 0h40v30c0 14-20 24-20 24S0 44 0 30z"/>'
    b'<circle cx="20" cy="20" r="8" fill="#ffd100"/><rect x="50" y="10" width="60" height="12" rx="3" fill="#294a6b"/>'
    b"</g></svg>"
)


def svg(inside: str, head: str = "") -> bytes:
    words = (
        f'{head}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'
    )
    return f"{words}{inside}</svg>".encode()


def png(size: tuple[int, int] = (40, 20), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, (122, 0, 25, 128)).save(out, "PNG", **options)
    return out.getvalue()


def film() -> bytes:
    out = BytesIO()
    frames = [Image.new("RGB", (9, 9), colour) for colour in ("red", "blue")]
    frames[0].save(out, "PNG", save_all=True, append_images=frames[1:])
    return out.getvalue()


RECT = '<rect width="9" height="9"/>'
REFUSED = {
    "script": (svg(f"<script>alert(1)</script>{RECT}"), Reason.SCRIPT),
    "handler": (svg('<rect width="9" height="9" onclick="alert(1)"/>'), Reason.SCRIPT),
    "picture": (svg('<image xlink:href="file:///etc/passwd" width="9" height="9"/>'), Reason.OUTSIDE),
    "address": (svg(f'<a xlink:href="https://kwaad.example">{RECT}</a>'), Reason.OUTSIDE),
    "import": (svg(f"<style>@import url(https://kwaad.example/x.css)</style>{RECT}"), Reason.OUTSIDE),
    "use": (svg('<use xlink:href="https://kwaad.example/x.svg#a"/>'), Reason.OUTSIDE),
    "entity": (svg(RECT, '<!DOCTYPE svg [<!ENTITY a "b">]>'), Reason.ENTITIES),
    "file": (svg("<text>&x;</text>", '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'), Reason.ENTITIES),
    "page": (svg(f"<foreignObject><p>x</p></foreignObject>{RECT}"), Reason.FOREIGN),
    "words": (svg("<text>Venlo</text>"), Reason.WORDS),
    "gradient": (svg('<linearGradient id="a"/><rect fill="url(#a)" width="9" height="9"/>'), Reason.EFFECTS),
    "glass": (svg('<rect width="9" height="9" style="opacity:.5"/>'), Reason.EFFECTS),
    "moves": (svg('<rect width="9" height="9"><animate attributeName="x" to="9"/></rect>'), Reason.MOVES),
    "nothing": (svg(""), Reason.EMPTY),
    "page of the web": (b"<html><body>x</body></html>", Reason.UNREADABLE),
    "cut off": (SHIELD[:200], Reason.UNREADABLE),
    "JPEG": (b"\xff\xd8\xff\xe0", Reason.UNREADABLE),
    "half a PNG": (png()[:60], Reason.UNREADABLE),
    "film": (film(), Reason.MOVES),
    "heavy": (b"\x89PNG" + bytes(2_000_001), Reason.TOO_LARGE),
    "wide": (png((6000, 5000)), Reason.TOO_LARGE),
}


def save(client: FlaskClient, logo: bytes = b"", name: str = "logo.svg", **fields: str) -> tuple[int, str]:
    data: dict[str, object] = {
        "version": "0",
        "colour": "#7a0019",
        "address": "",
        "contact": "",
        "logo_alt": "",
        **fields,
    }
    if logo:
        data["logo"] = (BytesIO(logo), name)
    answer = client.post("/letterhead", data=data, content_type="multipart/form-data")
    return answer.status_code, answer.text


def test_the_letters_of_a_town_carry_its_mark_and_its_colour(app: Flask, acting: As, client_of: ClientOf) -> None:
    page = client_of("adri")
    assert page.get("/letterhead").status_code == 200
    plain = page.get("/letterhead/sample/1.png").data
    assert save(page, SHIELD, logo_alt="Wapen van Venlo", address="Hanzeplaats 1\n5912 AT Venlo")[0] == 302
    assert page.get("/letterhead/sample/1.png").data != plain
    with acting("anna"):
        head = letterhead(municipality_now(), "nl")
        assert head.logo is not None
        assert (head.logo.kind, head.logo.alt, head.colour) == ("svg", "Wapen van Venlo", "#7a0019")
        assert head.address == ("Hanzeplaats 1", "5912 AT Venlo")
    with acting("femke"):
        assert letterhead(municipality_now(), "nl").logo is None  # Genk has its own
    assert save(page, png(), "logo.png", version="1")[0] == 302
    with acting("anna"):
        row = kept()
        assert row is not None
        assert row.logo_sha256 is not None
        with Image.open(BytesIO(files.read(row.logo_sha256))) as again:
            assert (again.mode, again.info) == ("RGB", {})
            assert again.getpixel((5, 5)) == (188, 127, 140)  # half of it, on white paper
    status, text = save(page, version="1")
    assert (status, "Two versions" in text or "Twee versies" in text) == (409, True)
    assert save(page, version="2", without="y")[0] == 302
    with acting("anna"):
        assert letterhead(municipality_now(), "nl").logo is None


def test_what_cannot_be_a_logo_is_refused_in_words(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("adri"):
        for name, (content, reason) in REFUSED.items():
            with pytest.raises(LogoCannotBeUsed) as refusal:
                change(0, colour="#000", address="", contact="", logo=content)
            assert (name, refusal.value.sentence) == (name, SENTENCES[reason])
        assert kept() is None
    status, text = save(client_of("adri"), REFUSED["script"][0])
    assert status == 422
    assert "script" in text


def test_a_colour_that_cannot_be_read_is_refused_with_its_contrast(app: Flask, acting: As) -> None:
    assert round(ratio_on_white("#000000"), 2) == 21
    assert round(ratio_on_white("#767676"), 2) == 4.54
    assert (written("FFF"), written("#294A6B"), written("red"), written("")) == ("#ffffff", "#294a6b", "", "")
    with acting("adri"):
        with pytest.raises(ColourTooLight) as refusal:
            change(0, colour="#777777", address="", contact="")
        assert "4.47" in str(refusal.value.sentence)
        with pytest.raises(NotAColour):
            change(0, colour="blauw", address="", contact="")


def test_only_the_administrator_changes_the_head(app: Flask, client_of: ClientOf) -> None:
    assert client_of("anna").get("/letterhead").status_code == 403
    assert save(client_of("anna"), SHIELD)[0] == 403


def test_every_reason_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Reason)
