"""An inspector’s tablet: a Chromium with a profile of its own on disk, at the visit application of a real server."""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, FilePayload, Page, expect

from tests.live import FLAGS, chromium

PASSPHRASE = "drie rode fietsen"
WAIT = 20_000


class Tablet:
    """``profile`` survives the browser. ``page`` is the tab in front; ``problems``: script errors, refused content."""

    def __init__(self, browser: Browser, profile: Path, address: str, **options: Any) -> None:
        self.kind, self.profile, self.address = browser.browser_type, profile, address
        self.options = {"viewport": {"width": 820, "height": 1180}, "locale": "nl-NL", **options}
        self.problems: list[str] = []
        self.context: BrowserContext
        self.page: Page
        self.switch_on()

    def switch_on(self, *, offline: bool = False) -> None:
        sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
        self.context = self.kind.launch_persistent_context(
            str(self.profile),
            executable_path=chromium(),
            args=[*FLAGS, *sandbox],
            base_url=self.address,
            offline=offline,
            **self.options,
        )
        self.context.set_default_timeout(WAIT)
        self.page = self.watched(self.context.pages[0])

    def watched(self, page: Page) -> Page:
        page.on("pageerror", lambda fault: self.problems.append(str(fault)))
        page.on(
            "console",
            lambda said: self.problems.append(said.text) if "Content Security Policy" in said.text else None,
        )
        return page

    def switch_off(self) -> None:
        self.context.close()

    def kill(self) -> None:
        """As when the battery falls out: no page hears of it."""
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and self._is_ours(folder):
                os.kill(int(folder.name), signal.SIGKILL)
        with suppress(Error):  # it is gone already
            self.context.close()

    def _is_ours(self, folder: Path) -> bool:
        try:
            return f"--user-data-dir={self.profile}".encode() in (folder / "cmdline").read_bytes().split(b"\0")
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            return False

    def sign_in(self, who: str = "Bram Coenen") -> None:
        self.page.goto("/sign-in")
        self.page.locator(".dr-cast__button", has_text=who).click()
        self.page.wait_for_load_state()

    def take_into_use(self, who: str = "Bram Coenen") -> None:
        """Sign in, choose a passphrase, receive the work package; the shell is kept for use without a network."""
        self.sign_in(who)
        self.open()
        self.page.locator("#passphrase").fill(PASSPHRASE)
        self.page.locator("#again").fill(PASSPHRASE)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#save-state")).to_be_visible(timeout=WAIT)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")

    def open(self, screen: str = "") -> None:
        self.page.goto(f"/visit-app/{screen}")
        expect(self.page.locator("#content")).to_be_visible(timeout=WAIT)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.page.locator("#passphrase").fill(passphrase)
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#save-state")).to_be_visible(timeout=WAIT)

    def go(self, screen: str) -> None:
        self.page.evaluate("to => { location.hash = to; }", screen)

    def begin(self, name: str) -> str:
        """Start the visit at a place of today's list; gives its id."""
        row = self.page.locator(".dr-visit", has_text=name)
        if row.locator("button").count():
            row.locator("button").click()
        else:
            row.get_by_role("link").click()
            self.page.locator(".dr-dock button").click()
        self.page.wait_for_selector("#topics")
        return self.page.url.rsplit("/", 1)[1]

    def answer(self, visit: str, topic: str, code: str, state: str) -> None:
        self.go(f"#/visit/{visit}/topic/{topic}")
        self.page.locator(f"#state-{code}-{state}").check(force=True)
        self.saved()

    def deviate(self, visit: str, topic: str, code: str, remark: str) -> None:
        """A deviation, seen with own eyes."""
        self.answer(visit, topic, code, "deviation")
        self.page.locator(f"#basis-{code}-fact").check(force=True)
        self.page.locator(f"#remark-{code}").fill(remark)
        self.page.locator(f"#remark-{code}").blur()
        self.saved()

    def photograph(self, code: str, picture: bytes) -> None:
        before = self.page.locator(f"#item-{code} .dr-photos li").count()
        file: FilePayload = {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": picture}
        self.page.locator(f"#photos-{code}").set_input_files(file)
        expect(self.page.locator(f"#item-{code} .dr-photos li")).to_have_count(before + 1)

    def count_people(self, visit: str) -> None:
        self.go(f"#/visit/{visit}/people")
        self.page.locator("#present-operator").fill("1")
        self.page.locator("#present-operator").blur()
        self.saved()

    def seal(self, visit: str) -> None:
        self.go(f"#/visit/{visit}/summary")
        self.page.get_by_role("button", name="Verzegel het bezoek").click()
        self.page.wait_for_selector(".dr-sealed")

    def begin_elsewhere(self, name: str, street: str, number: str) -> str:
        """Start a visit at an address that nobody knew; gives its id."""
        self.go("#/elsewhere")
        for key, value in {"new-name": name, "new-street": street, "new-number": number}.items():
            self.page.locator(f"#{key}").fill(value)
        self.page.locator("#new-name").locator("xpath=ancestor::form").get_by_role("button").click()
        self.page.wait_for_selector("#topics")
        return self.page.url.rsplit("/", 1)[1]

    def add(self, visit: str, text: str) -> None:
        """An addendum to a sealed visit."""
        self.go(f"#/visit/{visit}/addendum")
        self.page.locator("#addendum").fill(text)
        self.page.get_by_role("button", name="Voeg de aanvulling toe").click()
        expect(self.page.locator(".va-addendum", has_text=text)).to_be_visible()

    def saved(self) -> None:
        """Until everything that was typed is on the disk."""
        self.page.evaluate("import('/visit-app/store.js').then((store) => store.settled())")

    def state(self) -> str:
        return self.page.locator("#save-state").inner_text()

    def all_sent(self) -> None:
        expect(self.page.locator("#save-state .dr-save--sent")).to_be_visible(timeout=WAIT)

    def send(self) -> None:
        self.go("#/waiting")
        self.page.locator("#send-now").click()

    def held(self) -> list[dict[str, Any]]:
        """The visits on the device, decrypted; it must be unlocked."""
        found = self.page.evaluate(
            "import('/visit-app/store.js').then((store) => JSON.parse(JSON.stringify([...store.held.visits.values()])))"
        )
        return list(found)
