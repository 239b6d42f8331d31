"""What people do with mouse and keys, said once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Locator, Page

import law
from app import clock

SECTORS = {
    "nl": {"massage": "Massagesalon", "carwash": "Autowasserij", "sex_establishment": "Seksinrichting"},
    "fr": {"carwash": "Car-wash"},
}


class Desk:
    """A person before a screen. Fields are named by their ids; a button is the filled one, or one by its form."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f"#{name}").fill(text)

    def day(self, name: str, day: date) -> None:
        for part in ("day", "month", "year"):
            self.page.locator(f"main [name='{name}-{part}']").fill(str(getattr(day, part)))

    def choose(self, name: str, value: str) -> None:
        self.page.locator(f"input[name='{name}'][value='{value}']").check(force=True)

    def first_of(self, name: str) -> None:
        self.page.locator(f"input[name='{name}']").first.check(force=True)

    def press(self, within: str = "main") -> None:
        """The filled button of a page or a form."""
        self.leave(self.page.locator(f"{within} .utrecht-button--primary-action").first)

    def leave(self, button: Locator) -> None:
        """Press what opens another page, or this one again, and wait until it is there."""
        with self.page.expect_navigation():
            button.click()
        self.arrived()

    def send(self, action: str, **texts: str) -> None:
        """Fill and send the form with this last part of its address."""
        form = self.page.locator(f"form[action$='/{action}']")
        for name, text in texts.items():
            form.locator(f"[name='{name}']").fill(text)
        self.leave(form.locator("button[type=submit]").last)

    def arrived(self) -> None:
        self.page.wait_for_load_state("load")
        errors = self.page.locator("#errors")
        assert errors.count() == 0, errors.inner_text()

    def save(self) -> None:
        """Save a draft and stay on the page."""
        self.leave(self.page.locator("main button[name='way'][value='stay']").first)

    def go(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"

    @property
    def language(self) -> str:
        return str(self.page.locator("html").get_attribute("lang"))

    def here(self) -> str:
        return self.page.url.split("?")[0].rstrip("/").rsplit("/", 1)[-1]


def working_day(country: str, days: int = 0) -> date:
    """Today or later, not in a weekend or on a holiday."""
    day = clock.today() + timedelta(days=days)
    while law.calendar.is_rest_day(country, day):
        day += timedelta(days=1)
    return day


def register(desk: Desk, case: dict[str, Any], numbers: dict[str, str]) -> str:
    """The officer registers the establishment and its operator; returns the dossier's id."""
    place, party = case["establishment"], case["party"]
    desk.go("/establishments/new")
    desk.type(name=place["name"], street=place["street"], house_number=place["house_number"], city=place["city"])
    desk.type(postal_code=place["postal_code"], rooms=str(place["rooms"]), **numbers)
    desk.page.get_by_label(SECTORS[desk.language][case["sector"]], exact=True).check()
    desk.page.locator("#subtype").select_option(case["subtype"])
    desk.type(tue="12:00-22:00", wed="12:00-22:00")
    desk.press()
    dossier = desk.page.url.split("/establishments/")[1].split("/")[0]
    desk.choose("kind", party["kind"])
    desk.type(street=party["street"], house_number=party["house_number"], postal_code=party["postal_code"])
    desk.type(name=party["name"], contact_name=party["contact_name"], city=party["city"])
    desk.choose("role", "operator")
    desk.day("from_on", clock.today())
    desk.press(".dr-section form")
    return dossier


def visit(desk: Desk, dossier: str, case: dict[str, Any]) -> str:
    """The inspector begins an unplanned visit, notes what deviates, counts who is there, seals; returns the visit."""
    name = case["establishment"]["name"]
    desk.go(f"/visits/elsewhere?q={name.split()[-1]}")
    desk.leave(desk.page.locator(f"form[action$='{dossier}'] button"))
    visit_id = desk.here()
    for entry in case["deviation"]:
        topic = law.item(entry["code"]).topic
        desk.go(f"/visits/{visit_id}/topics/{topic}")
        note(desk, entry)
    desk.go(f"/visits/{visit_id}/people")
    for box in desk.page.locator("#people input[inputmode=numeric], #people input[type=number]").all()[:2]:
        box.fill("3")
    desk.press(".dr-dock")
    desk.go(f"/visits/{visit_id}/seal")
    desk.press(".dr-dock")
    return visit_id


def note(desk: Desk, entry: dict[str, Any]) -> None:
    code = entry["code"]
    desk.choose(f"{code}-state", "deviation")
    desk.choose(f"{code}-basis", entry.get("basis", "fact"))
    desk.page.locator(f"[name='{code}-remark']").fill(entry["remark"])
    desk.page.locator(f"[name='{code}-place']").fill(entry["place"])
    for key, number in entry.get("counts", {}).items():
        box = desk.page.locator(f"[name='{code}-count-{key}']")
        if box.count():
            box.fill(str(number))
    desk.press(".dr-dock")


def draft(desk: Desk, dossier: str, case: dict[str, Any]) -> str:
    """The officer drafts: measure, official report, grounds with motivation and evidence; returns the decision's id."""
    desk.go(f"/decisions/new?establishment={dossier}")
    desk.choose("measure", case["measure"])
    desk.first_of("addressee")
    desk.press("main form")
    decision = desk.page.url.split("/decisions/")[1].split("/")[0]
    for report in (case["report"], case.get("counter")):
        if report is not None:
            enter(desk, decision, report)
    for ground in case["ground"]:
        stand_on(desk, decision, case, ground)
    return decision


def enter(desk: Desk, decision: str, report: dict[str, Any]) -> None:
    """Enter an official report or another paper as evidence."""
    desk.go(f"/decisions/{decision}/reports/new")
    desk.page.locator("#kind").select_option(report["kind"])
    desk.type(reference=report["reference"], gist=report["gist"])
    desk.day("dated_on", clock.today())
    desk.press("main form")


def stand_on(desk: Desk, decision: str, case: dict[str, Any], ground: dict[str, Any]) -> None:
    desk.go(f"/decisions/{decision}/grounds?all=1")
    card = desk.page.locator(f'[id="ground-{ground["id"]}"]')
    if not card.locator("textarea").count():
        card.locator("input[type=checkbox]").first.check()  # a ground that is ticked opens at once
        card.locator("textarea").first.wait_for()
    card.locator("textarea").first.fill(ground["motivation"])
    card.locator("details").evaluate_all("found => found.forEach(one => { one.open = true })")
    wanted = [("evidence", remark(case, code)) for code in ground["facts"]]
    wanted += [("counter", case["counter"]["gist"])] if ground.get("counter") else []
    wanted += [("evidence", case["report"]["gist"])] if ground.get("report") else []
    for name, text in wanted:
        card.locator("li", has_text=text).locator(f"input[name$='-{name}']").first.check()
    desk.save()


def remark(case: dict[str, Any], code: str) -> str:
    return next(str(entry["remark"]) for entry in case["deviation"] if entry["code"] == code)


def weigh(desk: Desk, decision: str, case: dict[str, Any], **days: date) -> None:
    desk.go(f"/decisions/{decision}/interests")
    names = ("suitable", "necessary", "balanced", "consequences", "duration_reason", "effect_reason")
    for name in names:
        box = desk.page.locator(f"#{name}")
        if box.count() and case["texts"].get(name):
            box.fill(case["texts"][name])
    for name, day in days.items():
        desk.day(name, day)
    desk.save()
