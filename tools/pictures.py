"""Make the pictures of docs/ from the practice region: ``make pictures``, or one by name:

    python tools/pictures.py fr/mayor-sign

Starts the application on a temporary SQLite database, lays out the region as ``flask first-start`` does, stops the
clock on :data:`DAY` so that the pictures stay the same, and drives the real Chromium. Writes ``docs/pictures/*.png``
(Dutch, Venlo) and ``docs/pictures/fr/*.png`` (French, Verviers), each at most :data:`MOST_BYTES`.
"""

# ruff: noqa: E402 - the Makefile calls this file by its path, so the project is put on the path first

from __future__ import annotations

import logging
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from flask import Flask
from flask_migrate import upgrade
from PIL import Image
from playwright.sync_api import Page
from sqlalchemy import select

import law
from app import acts, clock, people
from app.config import Config
from app.db import db, everywhere
from app.factory import create_app
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from demonstration import cases, region
from inspections import acts as visit_acts
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.sheet import Answer, State
from tests import live

FOLDER = ROOT / "docs/pictures"
DAY = datetime(2026, 11, 23, 9, 10, tzinfo=UTC)  # a Monday in the morning
MOST_BYTES = 250_000
DESK, TABLET = (1280, 900), (820, 1180)
ITEM = "A21"  # a sleeping place in business premises
SECOND_WASH = {"name": "Car-wash du Pont", "street": "Rue du Pont", "house_number": "4"}
REMARKS = {
    "GM0983": "Vier slaapplaatsen met beddengoed, koffers en kookgerei in de ruimte achter de receptie.",
    "NIS63079": "Quatre couchages avec literie, valises et ustensiles de cuisine dans le local du fond.",
}


@dataclass(frozen=True)
class Picture:
    """``name`` is the file without its ending; ``path`` an address or a function that finds it as ``who``.

    ``steps``: what is done on the page before the picture is taken.
    """

    name: str
    who: str
    path: str | Callable[[], str]
    size: tuple[int, int] = DESK
    steps: Callable[[Page], None] | None = None


def decision_in(*states: DecisionState) -> Decision:
    """The newest decision of one's own municipality in the first of these states in which there is one."""
    for state in states:
        question = select(Decision).where(Decision.state == state).order_by(Decision.id.desc())
        found = db.session.scalars(question).first()
        if found is not None:
            return found
    raise LookupError(f"no decision in {states}")


def dossier() -> str:
    """The establishment about which the mayor must decide: it has a long story."""
    return f"/establishments/{decision_in(DecisionState.WITH_MAYOR).establishment_id}"


def draft() -> str:
    """A draft; where the region has none, the case is played once more for a second car wash."""
    try:
        row = decision_in(DecisionState.DRAFT)
    except LookupError:
        row = cases.play("verviers-closure", "drafted", ago=1, elsewhere=SECOND_WASH)
    return f"/decisions/{row.id}/grounds"


def to_sign() -> str:
    return f"/to-sign/{decision_in(DecisionState.WITH_MAYOR).id}"


def visit() -> str:
    """A visit under way at a place where violations are still open, with a deviation at :data:`ITEM`."""
    begun = select(Inspection).where(Inspection.state == InspectionState.UNDER_WAY)
    found = db.session.scalars(begun).first()
    if found is None:
        found = visit_acts.visit_now(decision_in(DecisionState.WITH_MAYOR).establishment, "unplanned")
        visit_acts.begin(found)
        remark = REMARKS[acts.actor().municipality_code or ""]
        seen = Answer(State.DEVIATION, "fact", remark, {"sleeping-places": 4}, seen_at=clock.now())
        visit_acts.save_answers(found, None, {ITEM: seen})
    return f"/visits/{found.id}"


def topic() -> str:
    return f"{visit()}/topics/{law.item(ITEM).topic}"


def device_today(page: Page) -> None:
    """The visit application, taken into use; its clock stands where that of the house stands."""
    page.clock.set_fixed_time(DAY)
    page.reload()
    for field in ("#passphrase", "#again"):
        page.locator(field).fill("drie rode fietsen")
    page.keyboard.press("Enter")
    page.locator(".dr-save--sent").wait_for()


def device_topic(page: Page) -> None:
    """A deviation at :data:`ITEM`, without a network."""
    device_today(page)
    page.context.set_offline(True)
    page.locator(".dr-visit--next .dr-button").first.click()
    page.locator("#topics").wait_for()
    page.evaluate("to => { location.hash += to; }", f"/topic/{law.item(ITEM).topic}/{ITEM}")
    page.locator(f"#state-{ITEM}-deviation").check(force=True)
    page.locator(f"#basis-{ITEM}-fact").check(force=True)
    remark = REMARKS["NIS63079" if page.locator("html").get_attribute("lang") == "fr" else "GM0983"]
    page.locator(f"#remark-{ITEM}").fill(remark)
    page.locator(f"#remark-{ITEM}").blur()
    page.locator(f"#remark-{ITEM}").scroll_into_view_if_needed()


def device_waiting(page: Page) -> None:
    device_topic(page)
    page.evaluate("location.hash = '#/waiting'")
    page.locator(".va-queue").wait_for()


def pictures_of(language: str, officer: str, inspector: str, mayor: str, administrator: str) -> list[Picture]:
    """The pictures in one language; the four are first names of the cast."""
    prefix = "" if language == "nl" else f"{language}/"
    return [
        Picture(f"{prefix}officer-today", officer, "/today"),
        Picture(f"{prefix}officer-register", officer, "/register"),
        Picture(f"{prefix}officer-dossier", officer, dossier),
        Picture(f"{prefix}officer-draft", officer, draft),
        Picture(f"{prefix}inspector-visits", inspector, "/visits", TABLET),
        Picture(f"{prefix}inspector-visit", inspector, visit, TABLET),
        Picture(f"{prefix}inspector-topic", inspector, topic, TABLET),
        Picture(f"{prefix}device-today", inspector, "/visit-app/", TABLET, device_today),
        Picture(f"{prefix}device-topic", inspector, "/visit-app/", TABLET, device_topic),
        Picture(f"{prefix}device-waiting", inspector, "/visit-app/", TABLET, device_waiting),
        Picture(f"{prefix}mayor-queue", mayor, "/to-sign"),
        Picture(f"{prefix}mayor-sign", mayor, to_sign),
        Picture(f"{prefix}administrator-people", administrator, "/people"),
        Picture(f"{prefix}administrator-audit", administrator, "/audit"),
    ]


# Nobody of the cast administers Verviers: the same person shows the same pages in the other language.
PICTURES = [
    *pictures_of("nl", "anna", "bram", "hanneke", "adri"),
    *pictures_of("fr", "marc", "luc", "sophie", "adri"),
]


def stopped(app: Flask) -> Callable[..., Any]:
    """The application with its clock stopped in whatever thread answers."""
    inner = app.wsgi_app

    def answer(environment: Any, start_response: Any) -> Any:
        with clock.set_to(DAY):
            return inner(environment, start_response)

    return answer


@contextmanager
def practice() -> Iterator[Flask]:
    """The application with the region laid out, on a database that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="drempel-pictures-") as folder, clock.set_to(DAY):
        app = create_app(Config.read({"DREMPEL_DEMONSTRATION": "1", "DREMPEL_DATA": folder}))
        with app.app_context():
            upgrade(str(ROOT / "migrations"))
        laid_out = app.test_cli_runner().invoke(args=["first-start"], catch_exceptions=False)
        assert laid_out.exit_code == 0, laid_out.output
        app.wsgi_app = stopped(app)  # type: ignore[method-assign]
        yield app


def main(names: list[str]) -> None:
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    wanted = [picture for picture in PICTURES if not names or picture.name in names]
    with practice() as app, live.served(app) as address, live.browser() as browser:
        open_page, contexts = live.opener(browser, address)
        for picture in wanted:
            path, full_name = _found(app, picture)
            page = open_page(full_name, path, width=picture.size[0], height=picture.size[1])
            answer = page.reload()
            assert answer is not None, path
            assert answer.ok, (path, answer.status)
            if picture.steps:
                picture.steps(page)
            _keep(picture.name, page.screenshot())
        for context in contexts:
            context.close()


def _found(app: Flask, picture: Picture) -> tuple[str, str]:
    language = "fr" if picture.name.startswith("fr/") else "nl"
    with app.app_context():
        with everywhere("the cast lives in several towns"):
            user = region.member(picture.who)
        with acts.acting_as(people.as_actor(user)):
            if user.language != language:
                people.change_own_settings(user, language=language, shortcuts=user.shortcuts)
            path = picture.path if isinstance(picture.path, str) else picture.path()
        return path, user.name


def _keep(name: str, png: bytes) -> None:
    target = FOLDER / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(small(png))
    print(f"{target.relative_to(ROOT)}  {target.stat().st_size // 1024} KB")


def small(png: bytes) -> bytes:
    """The picture with fewer colours, as few as it takes to stay below the bound."""
    picture = Image.open(BytesIO(png)).convert("RGB")
    for colours in (256, 128, 64, 32):
        kept = BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(kept, "PNG", optimize=True)
        if kept.tell() <= MOST_BYTES:
            return kept.getvalue()
    raise ValueError(f"a picture of {picture.size} does not fit in {MOST_BYTES} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])
