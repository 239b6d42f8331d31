"""Every page the house has, in the real browser: accessible, in the reader's language, nothing outside the screen."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, template_rendered
from playwright.sync_api import Page
from sqlalchemy import select
from werkzeug.routing import Rule

from app import acts, people
from app.access import Permission, declared, powers_of
from app.db import db, everywhere
from decisions.models import BylawArticle, Decision, DecisionLetter, OfficialReport
from demonstration import cases, region
from inspections.models import Inspection, Photo
from permits.models import (
    Application,
    ApplicationDocument,
    Establishment,
    ImportRun,
    Party,
    PartyRole,
    Permit,
    Sector,
)
from tests.conftest import House
from tests.inspections import factories as visits
from tests.live import Opens, apart

ROOT = Path(__file__).parents[2]
AXE = Axe()
LOCALES = {"nl": "nl-NL", "fr": "fr-BE"}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ROWS: dict[str, Any] = {
    "application_id": Application,
    "article_id": BylawArticle,
    "decision_id": Decision,
    "document_id": ApplicationDocument,
    "establishment_id": Establishment,
    "inspection_id": Inspection,
    "letter_id": DecisionLetter,
    "party_id": Party,
    "permit_id": Permit,
    "photo_id": Photo,
    "report_id": OfficialReport,
    "role_id": PartyRole,
    "run_id": ImportRun,
    "sector_id": Sector,
    "user_id": people.User,
}
# Not pages: files, pictures of letters, machine answers.
FILES = re.compile(
    r"(\.csv|\.xlsx|\.png|\.pdf|/files/|/photos/|/documents/<string|/reports/<|/fs-static/|/static/|/health|/doubles)"
)
# Drawn only at a special moment; the tests of their own package draw them.
ELSEWHERE = {
    "both_versions.html",
    "decisions/autosaved.html",
    "error.html",
    "kept.html",
    "inspections/two_versions.html",
    "permits/doubles.html",
    "permits/import_preview.html",
    "permits/import_progress.html",
    "permits/import_report.html",
    "permits/import_running.html",
    "permits/register_cells.html",
    "permits/no_term.html",
    "permits/register_empty.html",
}


@pytest.fixture
def backend() -> str:
    """How a page looks does not depend on the database."""
    return "sqlite"


_played: set[int] = set()


@pytest.fixture
def town(house: House, app: Flask) -> Flask:
    """Venlo with cases in many states, and visits planned and under way; played once, then put back."""
    if id(house) in _played:
        db.engine.dispose()
        house.restore("town")
        return app
    apart(app, play)
    db.session.remove()
    db.engine.dispose()
    house.keep("town")
    _played.add(id(house))
    return app


def play() -> None:
    for step in ("drafted", "announced", "second-reading", "with-mayor", "served"):
        cases.play_dutch_refusal(until=step)
    for step in ("drafted", "with-mayor", "signed", "in-effect"):
        cases.play_dutch_revocation(until=step)
    with acts.acting_as(people.as_actor(region.member("bram"))):
        place = db.session.scalars(select(Establishment)).first()
        assert place is not None
        visits.begun_visit(place, "bram")


def test_the_whole_house_is_accessible_in_dutch(town: Flask, opens: Opens) -> None:
    walk(town, opens, "nl", width=1280, whole=True)


def test_the_whole_house_is_accessible_in_french_at_200_percent(town: Flask, opens: Opens) -> None:
    walk(town, opens, "fr", width=640, whole=True)


@pytest.mark.parametrize(("width", "height"), [(820, 1180), (1180, 820), (390, 844), (320, 640)])
def test_nothing_stands_outside_the_screen_and_fingers_hit_their_mark(
    town: Flask, opens: Opens, width: int, height: int
) -> None:
    walk(town, opens, "nl", width=width, height=height, whole=False)


def walk(app: Flask, opens: Opens, language: str, *, width: int, height: int = 900, whole: bool) -> None:
    """Open each page as somebody who may; complain about all faults at once."""
    drawn: set[str] = set()
    faults: list[str] = []
    browsers: dict[str, Page] = {}
    with everywhere("the test speaks one language"), acts.named("test"):
        for user in db.session.scalars(select(people.User)):
            user.language = language

    def note(sender: Any, template: Any, context: Any, **extra: Any) -> None:
        drawn.add(template.name)

    with template_rendered.connected_to(note, app):
        for rule in pages(app):
            who = reader(app, rule)
            if who not in browsers:
                name = who and region.member(who).name
                browsers[who] = opens(name, "/", width=width, height=height, locale=LOCALES[language])
            page = browsers[who]
            address = first_that_opens(app, page, rule)
            if address is None:
                faults.append(f"{rule.rule}: opens for no row")
                continue
            faults += [f"{address}: {fault}" for fault in look(page, language, whole=whole)]
    if whole:
        faults += [f"{name}: is drawn by no page" for name in sorted(never_drawn(drawn))]
    assert not faults, "\n".join(faults)


def pages(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        elsewhere = rule.endpoint in {"web.door", "permits.import_run"}
        if "GET" in (rule.methods or ()) and not FILES.search(rule.rule) and not elsewhere:
            yield rule


def reader(app: Flask, rule: Rule) -> str:
    """The first of Venlo's cast who may open it; nobody for the open pages."""
    power = declared(app.view_functions[rule.endpoint])
    if rule.rule.startswith("/sign-in"):
        return ""
    cast = ("anna", "bram", "hanneke", "adri")
    if rule.endpoint == "decisions.reading":
        return "joris"
    return next(
        name for name in cast if not isinstance(power, Permission) or power in powers_of(region.member(name).role_names)
    )


def first_that_opens(app: Flask, page: Page, rule: Rule) -> str | None:
    for address in addresses(rule):
        answer = page.goto(address)
        assert answer is not None
        stayed = page.url.split("?")[0].endswith(address.split("?")[0])
        if stayed and answer.status == 200 and "text/html" in (answer.headers.get("content-type") or ""):
            return address
    return None


def addresses(rule: Rule) -> Iterator[str]:
    """The page for each row it can be about."""
    places = re.findall(r"<([^>]+)>", rule.rule)
    for values in itertools.product(*(values_for(place, rule) for place in places)):
        address = rule.rule
        for value in values:
            address = re.sub(r"<[^>]+>", value, address, count=1)
        yield address + query_for(rule)


def values_for(place: str, rule: Rule) -> list[str]:
    name = place.split(":")[1]
    if name == "topic":
        return ["safety", "people", "permit-and-papers"]
    if name == "which":
        return ["announcement", "decision"]
    db.session.rollback()
    with everywhere("the test fills every place"):
        model = ROWS[name]
        question = select(model.id)
        if hasattr(model, "municipality_code"):
            question = question.where(model.municipality_code == "GM0983")
        return [str(key) for key in db.session.scalars(question.order_by(model.id.desc()))]


def query_for(rule: Rule) -> str:
    if rule.endpoint in {"decisions.new", "permits.apply", "inspections.propose"} and "<" not in rule.rule:
        with everywhere("the test fills every place"):
            first = db.session.scalars(
                select(Establishment.id).where(Establishment.municipality_code == "GM0983")
            ).first()
        return f"?establishment={first}"
    return ""


def look(page: Page, language: str, *, whole: bool) -> list[str]:
    found = list(page.problems)  # type: ignore[attr-defined]
    page.problems.clear()  # type: ignore[attr-defined]
    if page.locator("html").get_attribute("lang") != language:
        found.append("speaks another language")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"{wide} px stand outside the screen")
    if page.locator("h1").count() != 1:
        found.append("has not exactly one heading of the page")
    if whole:
        found += [
            f"{v['id']} {v['nodes'][0]['html'][:160]}" for v in AXE.run(page, options=OPTIONS).response["violations"]
        ]
    elif "/visits" in page.url:
        found += small_targets(page)
    return found


def small_targets(page: Page) -> list[str]:
    """Whatever a finger presses on a visit page is 44 px high and wide at least, label and all."""
    return list(
        page.evaluate(
            """() => [...document.querySelectorAll('main a[href], main button, main input:not([type=hidden])'
              + ', main select, main textarea, main summary, header a[href], header button, .dr-dock a')]
              .filter(e => e.offsetParent !== null && !e.closest('p, li.dr-inline, [aria-hidden=true]'))
              .map(e => { const t = e.labels && e.labels.length ? e.labels[0] : e; const a = e.getBoundingClientRect();
                const b = t.getBoundingClientRect();
                return [e.outerHTML.slice(0, 120), Math.max(a.width, b.width), Math.max(a.height, b.height)]; })
              .filter(([h, w, t]) => w > 1 && t > 1 && (t < 44 || w < 44)).map(([h, w, t]) => `${w}×${t} ${h}`)"""
        )
    )


def never_drawn(drawn: set[str]) -> set[str]:
    folders = [ROOT / name for name in ("app/web/templates", "permits", "inspections", "decisions")]
    names = {str(p).split("/templates/", 1)[1] for f in folders for p in f.rglob("*.html") if "templates" in p.parts}
    included = {n for n in names if "components/" in n or n.startswith("base")}
    texts = "\n".join(p.read_text() for f in folders for p in f.rglob("*.html") if "templates" in p.parts)
    included |= {n for n in names if f'"{n}"' in texts or f"'{n}'" in texts}
    return names - included - drawn - ELSEWHERE
