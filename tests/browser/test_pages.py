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

from app import acts, clock, jobs, people
from app.access import Permission, declared, powers_of
from app.db import db, everywhere
from decisions.bundles.models import Bundle
from decisions.mailings.models import Mailing
from decisions.models import BylawArticle, Decision, DecisionLetter, OfficialReport
from demonstration import cases, region
from inspections.models import Inspection, Photo
from inspections.sync.models import Clash, Device
from permits import acts as permit_acts
from permits.models import (
    Application,
    ApplicationDocument,
    Establishment,
    ImportRun,
    Party,
    PartyRole,
    PartyRoleName,
    Permit,
    Sector,
)
from tests.conftest import House
from tests.decisions.factories import bundle, mailings
from tests.inspections import factories as visits
from tests.live import Opens
from tests.permits import factories

ROOT = Path(__file__).parents[2]
AXE = Axe()
LOCALES = {"nl": "nl-NL", "fr": "fr-BE"}
OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
ROWS: dict[str, Any] = {
    "application_id": Application,
    "article_id": BylawArticle,
    "bundle_id": Bundle,
    "clash_id": Clash,
    "device_id": Device,
    "decision_id": Decision,
    "document_id": ApplicationDocument,
    "establishment_id": Establishment,
    "inspection_id": Inspection,
    "letter_id": DecisionLetter,
    "mailing_id": Mailing,
    "party_id": Party,
    "permit_id": Permit,
    "photo_id": Photo,
    "report_id": OfficialReport,
    "role_id": PartyRole,
    "run_id": ImportRun,
    "sector_id": Sector,
    "user_id": people.User,
}
SCREENS = [(1280, 900), (1180, 820), (820, 1180), (390, 844), (320, 640)]
# Whether a page holds what is longest is asked on every screen with the long names, in both languages; the other walks
# look at a desk, a tablet and a telephone.
SHORT = [(1280, 900), (820, 1180), (390, 844)]
DESK = 1200  # px; what is wider is a desk with a mouse
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunte"
SENTENCE = "Gezondheids- en ontspanningscentrum De Gouden Lotus aan de Oude Maasoever te Venlo"
# Whatever hides what does not fit, while something does not fit; what is only for a screen reader is 1 px.
CUT_OFF = """() => [...document.querySelectorAll('body :not(input)')].filter(e => {
    const style = getComputedStyle(e);
    const hides = ['hidden', 'clip'].includes(style.overflowX) && !style.clipPath.startsWith('inset');
    return hides && e.clientWidth > 2 && e.scrollWidth > e.clientWidth + 1 && e.offsetParent !== null;
  }).map(e => `${e.scrollWidth} px in ${e.clientWidth}: ${e.outerHTML.slice(0, 140)}`)"""
# Not pages: files, pictures of letters, machine answers.
FILES = re.compile(
    r"(\.csv|\.xlsx|\.png|\.pdf|\.eml|\.zip|/files/|^/photos/|/photos/<string|^/addenda/|/api/"
    r"|/documents/<string|/reports/<|/fs-static/|/static/|/health|/doubles|/visit-app/)"
)
# Closed files, escalation, objections, letter texts: no case of this town has them; see test_procedures.py.
OF_OTHER_CASES = re.compile(
    r"/(bibob|integrity|policies|letter-texts|objections|cases|penalties|enforcement|closure|follow-up|lift|"
    r"particulars|deviation|collect|set-aside|begin|seals|fines|college-letters|content|answer|decide|give-up)\b"
)
TEMPLATES_OF_OTHER_CASES = re.compile(
    r"(bibob|integrity)/|decisions/(collect|court_case|enforcement|fines|follow_up|letter_text|objection|policies|policy|"
    r"set_aside|write_letter_text|answer|application_content|college_(letters?|return|returned)\.html)"
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
    "reminders.html",
}


@pytest.fixture
def backend() -> str:
    """How a page looks does not depend on the database."""
    return "sqlite"


_played: list[House] = []


@pytest.fixture
def town(house: House, app: Flask) -> Flask:
    """Venlo with cases in many states, and visits planned and under way; played once, then put back."""
    if house in _played:
        db.engine.dispose()
        house.restore("town")
        return app
    play()
    db.session.remove()
    db.engine.dispose()
    house.keep("town")
    _played.append(house)
    return app


def play() -> None:
    for step in ("drafted", "announced", "second-reading", "with-mayor", "served"):
        cases.play_dutch_refusal(until=step)
    for step in ("drafted", "with-mayor", "in-effect"):
        cases.play_dutch_revocation(until=step)
    served = cases.play_dutch_revocation(until="signed").id
    with acts.acting_as(people.as_actor(region.member("bram"))):
        place = db.session.scalars(select(Establishment)).first()
        assert place is not None
        visits.begun_visit(place, "bram")
        visits.clashing_visit(place, "bram")
    with acts.acting_as(people.as_actor(region.member("anna"))):
        bundle(served)
        jobs.run_queues()
    with acts.acting_as(people.as_actor(region.member("anna"))):
        bundle(served)
    mailings()


@pytest.fixture
def long_names(town: Flask) -> Flask:
    """The same town where every name is as long as a name may be, and one word in it does not break."""
    with acts.acting_as(people.as_actor(region.member("anna"))):
        for row in db.session.scalars(select(Establishment)).unique():
            for role in ("manager", "owner", "financier"):
                permit_acts.give_role(row, factories.party(f"{role} {SENTENCE}"), PartyRoleName(role), clock.today())
    with everywhere("the test lengthens every name"), acts.named("test"):
        for row in db.session.scalars(select(Establishment)).unique():
            row.name, row.street = f"{WORD} {row.name} {SENTENCE}"[:120], f"{WORD} {row.street}"
        for party in db.session.scalars(select(Party)):
            party.name = party.contact_name = f"{party.name} {WORD} {SENTENCE}"[:120]
        for sector in db.session.scalars(select(Sector)):
            sector.name = {tongue: f"{word} {WORD}"[:80] for tongue, word in sector.name.items()}
    return town


def test_the_whole_house_is_accessible_in_dutch(town: Flask, opens: Opens) -> None:
    walk(town, opens, "nl", width=1280, whole=True)


def test_the_whole_house_is_accessible_in_french_at_200_percent(town: Flask, opens: Opens) -> None:
    walk(town, opens, "fr", width=640, whole=True)


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_long_names_wrap_on_every_screen_and_nothing_is_cut_off(long_names: Flask, opens: Opens, language: str) -> None:
    walk(long_names, opens, language, width=1280, whole=False)


def walk(app: Flask, opens: Opens, language: str, *, width: int, whole: bool) -> None:
    """Open each page once as somebody who may, look at it on every screen; complain about all faults at once."""
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
                browsers[who] = opens(name, "/", width=width, locale=LOCALES[language])
            page = browsers[who]
            address = first_that_opens(app, page, rule)
            if address is None:
                faults.append(f"{rule.rule}: opens for no row")
                continue
            faults += [f"{address}: {fault}" for fault in look(page, language, whole=whole)]
            faults += [f"{address}: {fault}" for fault in on_screens(page, width, SHORT if whole else SCREENS)]
    if whole:
        faults += [f"{name}: is drawn by no page" for name in sorted(never_drawn(drawn))]
    assert not faults, "\n".join(faults)


def on_screens(page: Page, width: int, screens: list[tuple[int, int]] = SCREENS) -> Iterator[str]:
    """What stands outside a screen, is cut off, or is too small for a finger."""
    for wide, high in screens:
        page.set_viewport_size({"width": wide, "height": high})
        outside = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if outside > 0:
            yield f"{outside} px stand outside the screen of {wide}"
        yield from (f"cut off at {wide}: {one}" for one in page.evaluate(CUT_OFF))
        if "/visits" in page.url and wide < DESK:
            yield from small_targets(page)
    page.set_viewport_size({"width": width, "height": 900})


def pages(app: Flask) -> Iterator[Rule]:
    for rule in app.url_map.iter_rules():
        # A code leads somewhere only where the town has a public address; its answer is drawn as that of /verify.
        elsewhere = rule.endpoint in {"web.door", "permits.import_run", "signatures.verify_code"}
        elsewhere = elsewhere or bool(OF_OTHER_CASES.search(rule.rule))
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
    if rule.endpoint == "decisions.new_bundle":
        return "?profile=nl.party"
    if rule.endpoint == "decisions.bundle_masking":
        return "?profile=nl.party&document=decision"
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
    if page.locator("h1").count() != 1:
        found.append("has not exactly one heading of the page")
    if whole:
        found += [
            f"{v['id']} {v['nodes'][0]['html'][:160]}" for v in AXE.run(page, options=OPTIONS).response["violations"]
        ]
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
    return {name for name in names - included - drawn - ELSEWHERE if not TEMPLATES_OF_OTHER_CASES.match(name)}
