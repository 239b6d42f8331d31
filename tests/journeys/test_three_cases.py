"""Three cases in the real browser, from sign-in to the signed, served and confirmed letter."""

from __future__ import annotations

import re
import subprocess
from datetime import date, timedelta
from pathlib import Path

import law
from app import clock
from demonstration.cases import CASES
from demonstration.region import PASSWORD
from tests.journeys.desk import Desk, draft, register, visit, weigh, working_day
from tests.live import Opens, on

MONTHS = ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus")
MONTHS_LATE = ("september", "oktober", "november", "december")


def test_a_massage_salon_in_venlo_from_register_to_signed_refusal(opens: Opens, tmp_path: Path) -> None:
    case, sending = CASES["dutch-refusal"], working_day("nl", 1)
    anna, bram, joris, hanneke = (
        Desk(opens(name, "/", width=width))
        for name, width in (
            ("Anna Verhaegh", 1280),
            ("Bram Coenen", 820),
            ("Joris Lemmens", 1280),
            ("Hanneke Roosen", 1280),
        )
    )
    dossier = register(anna, case, {"kvk_number": "90412876"})
    anna.go(f"/establishments/{dossier}/apply?new=1")
    anna.first_of("applicant")
    anna.press("main form")
    visit(bram, dossier, case)

    decision = draft(anna, dossier, case)
    weigh(anna, decision, case, effect_on=sending + timedelta(days=1))
    announce(anna, decision)
    answer(anna, decision, case["response"])
    fix_sending(anna, decision, sending)
    anna.go(f"/decisions/{decision}/submit")
    assert anna.page.locator("main .dr-notice--warn li").all_inner_texts() == []
    anna.press("#draft")
    joris.go(f"/decisions/{decision}/reading")
    joris.send("approve", remark="Gelezen.")
    letter = sign(hanneke, decision, tmp_path)

    last = law.terms.last_day(law.jurisdiction("nl").term("nl.objection", on=sending), sending).last_day
    assert in_words(last) in letter
    with on(sending):
        serve(anna, decision, sending)
        anna.go(f"/decisions/{decision}/objection-term")
        assert str(last.day) in anna.page.locator("main").inner_text()
        anna.go(f"/establishments/{dossier}")
        assert "dr-story" in anna.page.content()


def test_a_car_wash_in_genk_from_register_to_confirmed_closure(opens: Opens, tmp_path: Path) -> None:
    femke, dirk, celine = at_work(opens, "Femke Claes", "Dirk Maes", "Celine Janssens")
    letter, confirmation = closed("genk-closure", femke, dirk, celine, tmp_path)
    assert "zestig dagen" in letter
    assert "college" in letter
    assert "bevestigt" in confirmation


def test_a_car_wash_in_verviers_in_french_from_register_to_confirmed_closure(opens: Opens, tmp_path: Path) -> None:
    marc, luc, sophie, isabelle = at_work(opens, "Marc Lejeune", "Luc Dethier", "Sophie Delcourt", "Isabelle Thonon")
    assert {desk.language for desk in (marc, luc, sophie, isabelle)} == {"fr"}
    letter, confirmation = closed("verviers-closure", marc, luc, sophie, tmp_path, reader=isabelle)
    assert "soixante jours" in letter
    assert "indices sérieux" in letter
    assert "collège" in letter
    assert "confirme" in confirmation


def at_work(opens: Opens, officer: str, inspector: str, *others: str) -> list[Desk]:
    """Their desks; the inspector holds a tablet."""
    return [Desk(opens(name, "/", width=820 if name == inspector else 1280)) for name in (officer, inspector, *others)]


def closed(
    name: str, officer: Desk, inspector: Desk, mayor: Desk, folder: Path, reader: Desk | None = None
) -> tuple[str, str]:
    """A closure under art. 134quinquies, with consultation, hearing and college; the texts of its two letters."""
    case, first = CASES[name], working_day("be", 20)
    dossier = register(officer, case, {})
    visit(inspector, dossier, case)
    decision = draft(officer, dossier, case)
    consult(officer, decision, case["consultation"])
    met = first + timedelta(days=7)
    until = first + timedelta(days=80 if case["months"] > 2 else 60)
    weigh(officer, decision, case, duration_from=first, duration_until=until, effect_on=first, college_due_on=met)
    heard = working_day("be", 12)
    announce(officer, decision, heard, case["response"]["place"])
    with on(heard):
        answer(officer, decision, case["response"])
        fix_sending(officer, decision, heard)
        officer.go(f"/decisions/{decision}/submit")
        assert officer.page.locator("main .dr-notice--warn li").all_inner_texts() == []
        officer.press("#draft")
        if reader is not None:
            reader.go(f"/decisions/{decision}/reading")
            reader.send("approve", remark=case["reader_remark"])
        letter = sign(mayor, decision, folder)
        serve(officer, decision, heard)
    with on(met):
        return letter, confirm(officer, decision, folder)


def consult(desk: Desk, decision: str, consultation: dict[str, str]) -> None:
    desk.go(f"/decisions/{decision}/hearing")
    desk.day("consulted_on", clock.today())
    said = {"consulted_authority": consultation["authority"], "consultation_answer": consultation["answer"]}
    desk.send("consultation", **said)


def confirm(desk: Desk, decision: str, folder: Path) -> str:
    """The college confirms on the day it was due; the text of the letter that says so."""
    desk.go(f"/decisions/{decision}/service")
    desk.choose("outcome", "confirmed")
    desk.send("college", number="2026/CBS/118")
    desk.go(f"/decisions/{decision}")
    letters = {link.get_attribute("href") for link in desk.page.locator("main a[href$='.pdf']").all()}
    texts = [text_of(desk, str(address), folder) for address in letters]
    return next(text for text in texts if "2026/CBS/118" in text)


def text_of(desk: Desk, address: str, folder: Path) -> str:
    pdf = folder / "one.pdf"
    pdf.write_bytes(desk.page.request.get(address).body())
    return " ".join(run("pdftotext", "-layout", str(pdf), "-").split())


def announce(desk: Desk, decision: str, heard: date | None = None, place: str = "") -> None:
    desk.go(f"/decisions/{decision}/hearing")
    if heard is not None:
        desk.day("hearing_at", heard)
        desk.type(hearing_hour="9.30", hearing_place=place)
    desk.leave(desk.page.locator("#announce button[value='announce']"))


def answer(desk: Desk, decision: str, response: dict[str, str]) -> None:
    desk.go(f"/decisions/{decision}/hearing")
    desk.day("hearing_received_on", clock.today())
    desk.type(hearing_summary=response["summary"], hearing_reply=response["reply"])
    desk.press("#response")


def fix_sending(desk: Desk, decision: str, sending: date) -> None:
    desk.go(f"/decisions/{decision}/letter")
    desk.day("sending_on", sending)
    desk.page.locator("#served_by").select_option("registered-post")
    desk.save()


def sign(mayor: Desk, decision: str, folder: Path) -> str:
    """The mayor finds it in her queue, is refused with a wrong password, signs; the text of the signed PDF."""
    mayor.go("/to-sign")
    mayor.page.locator(f"a[href$='/to-sign/{decision}']").first.click()
    mayor.page.locator("#password").fill("niet mijn wachtwoord")
    mayor.page.locator(".dr-sign__form button").click()
    mayor.page.locator(".dr-field--invalid").wait_for()
    mayor.page.locator("#password").fill(PASSWORD)
    mayor.page.locator(".dr-sign__form button").click()
    mayor.page.wait_for_url(re.compile(r"/signed$"))
    pdf = folder / "letter.pdf"
    with mayor.page.expect_download() as download:
        mayor.page.locator("a[href$='.pdf']").first.evaluate("a => { a.setAttribute('download', ''); a.click() }")
    download.value.save_as(pdf)
    assert "Signature is Valid" in run("pdfsig", "-nocert", str(pdf))
    return " ".join(run("pdftotext", "-layout", str(pdf), "-").split())


def serve(desk: Desk, decision: str, day: date) -> None:
    desk.go(f"/decisions/{decision}/service")
    desk.page.locator("input[name='method'][value='registered-post']").check(force=True)
    desk.day("served_on", day)
    desk.leave(desk.page.locator("main form button[type=submit]").first)


def run(program: str, *arguments: str) -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    return done.stdout


def in_words(day: date) -> str:
    return f"{day.day} {(MONTHS + MONTHS_LATE)[day.month - 1]} {day.year}"
