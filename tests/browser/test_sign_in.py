"""The front door, in the real browser."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from demonstration.region import PASSWORD
from tests.live import Opens


def test_somebody_signs_in_with_e_mail_and_password(opens: Opens) -> None:
    page = opens(None, "/sign-in")
    page.get_by_label("E-mailadres").fill("anna@drempel.example")
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.locator("main form.dr-form button").click()
    expect(page.get_by_role("link", name="Anna Verhaegh")).to_be_visible()


def test_a_wrong_password_says_so_and_keeps_the_address(opens: Opens) -> None:
    page = opens(None, "/sign-in")
    page.get_by_label("E-mailadres").fill("anna@drempel.example")
    page.get_by_label("Wachtwoord").fill("niet dit")
    page.locator("main form.dr-form button").click()
    expect(page.locator("#errors")).to_be_visible()
    expect(page.get_by_label("E-mailadres")).to_have_value("anna@drempel.example")


def test_the_language_is_chosen_before_sign_in(opens: Opens) -> None:
    page = opens(None, "/sign-in")
    page.get_by_role("button", name="Français").click()
    assert page.locator("html").get_attribute("lang") == "fr"


def test_one_click_signs_in_and_the_practice_strip_stands_on_the_page(opens: Opens) -> None:
    page = opens("Bram Coenen", "/settings")
    expect(page.locator(".dr-practice")).to_be_visible()
    assert page.problems == []  # type: ignore[attr-defined]


def test_the_door_is_accessible_in_dutch_and_french(opens: Opens) -> None:
    page = opens(None, "/sign-in")
    assert Axe().run(page).violations_count == 0
    page.get_by_role("button", name="Français").click()
    assert Axe().run(page).violations_count == 0
