"""Anybody asks whether a letter is genuine, in the real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from app import files
from decisions import queries
from demonstration import cases, region
from tests.browser.test_pages import OPTIONS
from tests.conftest import As
from tests.live import Opens


@pytest.fixture
def backend() -> str:
    """How a page looks does not depend on the database."""
    return "sqlite"


@pytest.fixture
def letter(app: Flask, acting: As, tmp_path: Path) -> Path:
    """A signed letter of Venlo as somebody received it."""
    cases.play_dutch_refusal(until="signed")
    path = tmp_path / "brief.pdf"
    with acting("hanneke"):
        digest = queries.signed_by(region.member("hanneke"))[0].signed_sha256
        assert digest is not None
        path.write_bytes(files.read(digest))
    return path


def faults(page: Page) -> list[str]:
    found = [violation["id"] for violation in Axe().run(page, options=OPTIONS).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("something stands outside the screen")
    return found


@pytest.mark.parametrize(
    ("language", "locale", "words", "press"),
    [
        ("nl", "nl-NL", "Deze brief is echt en niet veranderd", "Nagaan"),
        ("fr", "fr-BE", "Cette lettre est authentique et inchangée", "Vérifier"),
        ("de", "de-BE", "Dieser Brief ist echt und unverändert", "Prüfen"),
        ("en", "en-GB", "This letter is genuine and unchanged", "Check"),
    ],
)
def test_a_received_letter_is_checked(
    letter: Path, opens: Opens, language: str, locale: str, words: str, press: str
) -> None:
    for width in (1280, 390):
        page = opens(None, "/verify", width=width, locale=locale)
        assert page.locator("html").get_attribute("lang") == language
        assert faults(page) == []
        page.locator("input[type=file]").set_input_files(letter)
        page.get_by_role("button", name=press, exact=True).click()
        expect(page.get_by_text(words)).to_be_visible()
        expect(page.get_by_text("Venlo").first).to_be_visible()
        assert faults(page) == []
        changed = bytearray(letter.read_bytes())
        changed[5000] ^= 0x01
        letter.with_name("changed.pdf").write_bytes(changed)
        page.locator("input[type=file]").set_input_files(letter.with_name("changed.pdf"))
        page.get_by_role("button", name=press, exact=True).click()
        expect(page.get_by_text(words)).to_have_count(0)
        assert faults(page) == []


def test_the_language_is_chosen_on_the_page(opens: Opens) -> None:
    page = opens(None, "/verify")
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.get_by_role("heading", name="Ist dieser Brief echt?")).to_be_visible()
