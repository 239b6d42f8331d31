"""The device itself: its lock, its keys, its editions, and whether everybody can read and press what is on it."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Page, expect

from app.privacy import looks_like_identity_number
from inspections.sync import door
from inspections.visit_app import shell
from tests.browser.conftest import PLACE
from tests.browser.tablet import PASSPHRASE, Tablet
from tests.inspections import factories as visits

AXE = Axe()
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
REMARK = "Vier matrassen in de achterkamer"
# Portrait, landscape, a phone, and a tablet at 200 % (half the pixels, each twice as large).
SCREENS = [(820, 1180), (1180, 820), (390, 844), (410, 590)]
OUTSIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What is pressed with gloves: 48 px high, links in running text, hidden radios behind a tile and the name on a card
# (the whole card is pressed) excepted.
SMALL = """() => [...document.querySelectorAll('#app :is(a, button, input, select, textarea, summary)')].filter(e => {
    const box = e.getBoundingClientRect();
    return box.width > 2 && !e.closest('p.dr-small, .utrecht-skip-link') && (box.height < 47.5 || box.width < 24)
      && !e.matches('.utrecht-radio-button, .dr-visit__name a');
  }).map(e => `${e.getBoundingClientRect().height} ${e.outerHTML.slice(0, 120)}`)"""


@pytest.fixture
def backend() -> str:
    """What a tablet does is the same on both databases."""
    return "sqlite"


def test_a_passkey_opens_the_tablet_without_a_network(address: str, planned: str, chromium: Any, tmp_path: Any) -> None:
    tablet = Tablet(chromium, tmp_path / "profile", address)
    try:
        cdp = tablet.context.new_cdp_session(tablet.page)
        cdp.send("WebAuthn.enable")
        machine = {
            "protocol": "ctap2",
            "ctap2Version": "ctap2_1",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "hasPrf": True,
            "automaticPresenceSimulation": True,
        }
        lock = cdp.send("WebAuthn.addVirtualAuthenticator", {"options": machine})["authenticatorId"]
        tablet.sign_in()
        # A passkey belongs to a name, never to a bare address.
        tablet.page.goto(address.replace("127.0.0.1", "localhost") + "/sign-in")
        tablet.page.locator(".dr-cast__button", has_text="Bram Coenen").click()
        tablet.page.goto(address.replace("127.0.0.1", "localhost") + "/visit-app/")
        tablet.page.get_by_role("button", name="Gebruik het slot van de tablet").click()
        expect(tablet.page.locator(".dr-visit", has_text=PLACE)).to_be_visible()
        tablet.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        tablet.context.set_offline(True)
        tablet.page.reload()
        expect(tablet.page.locator("#unlock")).to_be_visible()
        tablet.page.locator("#unlock").click()
        expect(tablet.page.locator(".dr-visit", has_text=PLACE)).to_be_visible()
        tablet.page.get_by_role("button", name="Vergrendel").click()
        cdp.send("WebAuthn.setUserVerified", {"authenticatorId": lock, "isUserVerified": False})
        tablet.page.locator("#unlock").click()
        expect(tablet.page.locator(".dr-notice--danger")).to_be_visible()
        assert tablet.page.locator(".dr-visit").count() == 0
        assert tablet.problems == []
    finally:
        tablet.switch_off()


def test_a_new_edition_waits_until_nothing_is_pending(
    tablet: Tablet, app: Flask, planned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet.context.set_offline(True)
    tablet.begin(PLACE)
    tablet.deviate(planned, "living", "A21", REMARK)
    newer = {**shell.files(), "extra.css": shell.File(b"/* newer */", shell.STYLE)}
    monkeypatch.setattr(shell, "files", lambda: newer)
    monkeypatch.setattr(door, "MIN_CLIENT", 2)  # so that nothing is sent yet
    tablet.context.set_offline(False)
    tablet.page.evaluate("navigator.serviceWorker.getRegistration().then((one) => one.update())")
    waits = "navigator.serviceWorker.getRegistration().then((one) => Boolean(one.waiting))"
    for _ in range(100):
        if tablet.page.evaluate(waits):
            break
        tablet.page.wait_for_timeout(100)
    tablet.go("#/")
    tablet.page.wait_for_selector(".dr-visit")
    tablet.page.wait_for_timeout(500)
    assert tablet.page.evaluate(waits), "a pending visit and the newer code would meet"
    with tablet.page.expect_navigation():
        monkeypatch.setattr(door, "MIN_CLIENT", 1)
        tablet.send()
    tablet.unlock()
    tablet.send()
    tablet.all_sent()
    assert not tablet.page.evaluate(waits)
    assert tablet.page.evaluate("caches.match('/visit-app/extra.css').then(Boolean)")


def test_an_office_that_asks_for_a_newer_edition_gets_the_visit_from_that_one(
    tablet: Tablet, planned: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tablet.context.set_offline(True)
    tablet.begin(PLACE)
    tablet.deviate(planned, "living", "A21", REMARK)
    own = shell.files()["api.js"]
    newer = own.content.replace(b"CLIENT = 1;", b"CLIENT = 2;")
    assert newer != own.content
    kept = {**shell.files(), "api.js": replace(own, content=newer)}
    monkeypatch.setattr(shell, "files", lambda: kept)
    monkeypatch.setattr(door, "MIN_CLIENT", 2)
    tablet.context.set_offline(False)
    tablet.send()
    expect(tablet.page.get_by_text("Deze uitgave is te oud om te verzenden")).to_be_visible()
    with tablet.page.expect_navigation():
        tablet.page.get_by_role("button", name="Haal de nieuwe uitgave").click()
    tablet.unlock()
    assert REMARK in str(tablet.held())
    tablet.send()
    tablet.all_sent()


def test_a_tablet_locks_empties_itself_and_notices_an_evicted_store(tablet: Tablet) -> None:
    """Nobody touches it, nobody unlocks it for days, the browser throws its store away."""
    tablet.page.evaluate(
        """async () => { const store = await import('/visit-app/store.js');
        await store.note({ settings: { ...store.settings(), idle_minutes: 0 } });
        document.dispatchEvent(new Event('visibilitychange')); }"""
    )
    expect(tablet.page.locator("#passphrase")).to_be_visible()
    assert tablet.held() == []
    tablet.unlock()
    tablet.page.evaluate(
        """async (days) => { const store = await import('/visit-app/store.js');
        await store.note({ unlocked_at: new Date(Date.now() - days * 86400000).toISOString() }); }""",
        8,
    )
    tablet.page.reload()
    expect(tablet.page.get_by_text("leeggemaakt")).to_be_visible()
    assert tablet.page.locator("#save-state").count() == 0

    tablet.context.clear_cookies()
    tablet.take_into_use()
    tablet.page.goto("/static/mark.svg")
    tablet.page.evaluate("new Promise((done) => { indexedDB.deleteDatabase('drempel-visits').onsuccess = done; })")
    tablet.open()
    expect(tablet.page.get_by_text("opslag van deze tablet weggegooid")).to_be_visible()


def test_the_tablet_refuses_the_same_numbers_as_the_house(tablet: Tablet) -> None:
    chance = random.Random(1)  # noqa: S311 - not a secret
    texts = ["123456782", "85.07.30-033.28", "17 07 30 033 84", "bel 0900 8844", "BSN 111222333.", "2026-11-22 12:00"]
    for _ in range(2000):
        figures = "".join(str(chance.randrange(10)) for _ in range(chance.choice([8, 9, 9, 10, 11, 11, 12])))
        texts.append(f"nr {figures[:2]}{chance.choice(['', ' ', '.', '-'])}{figures[2:]} gezien")
    found = tablet.page.evaluate(
        "(texts) => import('/visit-app/privacy.js').then((one) => texts.map(one.looksLikeIdentityNumber))", texts
    )
    assert found == [looks_like_identity_number(text) for text in texts]
    assert 50 < sum(found) < 1000


def test_a_record_cannot_take_the_place_of_another_and_ages_pass(tablet: Tablet, planned: str) -> None:
    swapped = tablet.page.evaluate(
        """async () => { const vault = await import('/visit-app/vault.js');
        const box = await vault.seal('one', { a: 1 });
        try { await vault.open('two', box); return 'opened'; } catch (fault) { return fault.constructor.name; } }"""
    )
    assert swapped == "WrongKey"
    assert tablet.page.evaluate(
        """async () => { const { database } = await import('/visit-app/db.js');
        const key = await (await database()).get('keys', 'data');
        return key.how === 'passphrase' && key.rounds === 600000 && key.sealed.byteLength === 40; }"""
    )
    # What the office has is erased after a day, also while the tablet is locked.
    tablet.begin(PLACE)
    tablet.go(f"#/visit/{planned}/topic/permit")
    tablet.page.locator("#rest button").click()
    tablet.count_people(planned)
    tablet.seal(planned)
    tablet.all_sent()
    tablet.page.clock.install(time=_tomorrow())
    tablet.page.reload()
    expect(tablet.page.locator("#passphrase")).to_be_visible()
    assert (
        tablet.page.evaluate(
            """import('/visit-app/db.js').then(({ database }) => database())
            .then((db) => db.getAllKeys('boxes')).then((keys) => keys.length)"""
        )
        == 2
    )


def _tomorrow() -> datetime:
    return datetime.now(UTC) + timedelta(hours=25)


def check(page: Page, state: str) -> None:
    """No fault of accessibility, nothing outside the screen, nothing too small for a glove."""
    found = AXE.run(page, options=OPTIONS).response["violations"]
    assert found == [], (state, [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found])
    for width, height in SCREENS:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUTSIDE) <= 0, (state, width)
        assert page.evaluate(SMALL) == [], (state, width)
    page.set_viewport_size({"width": 820, "height": 1180})


def test_everybody_can_read_and_press_every_screen(tablet: Tablet, planned: str) -> None:
    page = tablet.page
    tablet.context.set_offline(True)
    check(page, "today")
    page.locator(".dr-visit").get_by_role("link").first.click()
    page.wait_for_selector(".dr-dock")
    check(page, "not begun")
    tablet.go("#/")
    tablet.begin(PLACE)
    page.get_by_role("button", name="Voeg een notitie toe").click()
    check(page, "visit")
    tablet.deviate(planned, "living", "A21", REMARK)
    tablet.photograph("A21", visits.photo_bytes("sienna"))
    page.locator("#remark-A21").fill("nummer 123456782")
    page.locator("#remark-A21").blur()
    expect(page.locator("#remark-A21-error")).not_to_be_empty()
    page.locator("#item-A21 summary").click()
    check(page, "topic with a refused number")
    assert tablet.held()[0]["sheet"]["answers"]["A21"]["remark"] == REMARK
    order = keyboard_order(page)
    assert order.index("Terug") < order.index("Vergrendel") < order.index("Gevaar nu")
    heard = page.locator("#app").aria_snapshot()
    told = [heard.index(part) for part in ("- banner", "- main", "level=1", "A21", "Waar in het pand?", "Gevaar nu")]
    assert told == sorted(told), heard
    page.locator("#rest button").click()
    check(page, "rest in order")
    screens = ["people", "danger", "summary"]
    for screen in screens:
        tablet.go(f"#/visit/{planned}/{screen}")
        page.wait_for_selector(".dr-title")
        check(page, screen)
    for screen in ("#/waiting", "#/close", "#/elsewhere", "#/device"):
        tablet.go(screen)
        page.wait_for_timeout(150)
        check(page, screen)
    page.evaluate(CLASH, planned)
    tablet.go(f"#/visit/{planned}/choose")
    page.wait_for_selector(".va-conflict")
    check(page, "choose")
    page.get_by_role("button", name="Vergrendel").click()
    expect(page.locator("#passphrase")).to_be_visible()
    check(page, "locked")
    page.evaluate("import('/visit-app/go.js').then(({ go }) => go.speak('fr'))")
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    tablet.unlock(PASSPHRASE)
    tablet.go(f"#/visit/{planned}/topic/living")
    page.wait_for_selector("#item-A21")
    check(page, "topic in French")
    page.evaluate(SEALED, planned)
    for screen in ("", "/addendum"):
        tablet.go(f"#/visit/{planned}{screen}")
        page.wait_for_selector("#addendum" if screen else ".va-addendum")
        check(page, f"sealed{screen}")


CLASH = """async (id) => { const store = await import('/visit-app/store.js');
  await store.change(id, (visit) => {
    const theirs = structuredClone(visit.sheet);
    theirs.answers.A21 = { ...theirs.answers.A21, remark: 'Een matras (telefonisch doorgegeven)', severity: 2 };
    visit.conflict = { version: 9, theirs: { ...visit, sheet: theirs }, fields: ['A21'], changed_by: 'Mieke Franssen' };
  }); }"""


SEALED = """async (id) => { const store = await import('/visit-app/store.js');
  await store.change(id, (visit) => {
    Object.assign(visit, { state: 'sealed', conflict: null });
    visit.own_addenda.push({ id, text: 'La porte arrière aussi', at: visit.saved_at, ready: true });
  }); }"""


def keyboard_order(page: Page) -> list[str]:
    """The names of what Tab reaches, from the top of the page."""
    page.evaluate("document.querySelector('.utrecht-skip-link').focus()")
    names: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        said = "const e = document.activeElement; return e.getAttribute('aria-label') || e.innerText || e.id"
        names.append(str(page.evaluate(f"() => {{ {said} }}")).strip())
        if names[-1] == "Gevaar nu":
            break
    return names
