"""A permit in the real browser: from the application to the letter that was signed and served."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from app import clock
from demonstration.cases import CASES
from tests.journeys.desk import Desk, register, working_day
from tests.journeys.test_three_cases import fix_sending, serve, sign
from tests.live import Opens, on


def test_a_permit_with_a_condition_is_granted_by_a_letter(opens: Opens, tmp_path: Path) -> None:
    case, sending = CASES["dutch-refusal"], working_day("nl", 1)
    anna, joris, hanneke = (
        Desk(opens(name, "/", width=1280)) for name in ("Anna Verhaegh", "Joris Lemmens", "Hanneke Roosen")
    )
    dossier = register(anna, case, {"kvk_number": "90412876"})
    anna.go(f"/establishments/{dossier}/apply?new=1")
    anna.first_of("applicant")
    anna.press("main form")
    application = anna.page.url.split("/applications/")[1].split("/")[0]
    while (missing := anna.page.locator("form[action$='/received'] button")).count():
        anna.leave(missing.first)
    anna.go(f"/applications/{application}/find-complete")
    anna.press("main form")

    anna.leave(anna.page.locator("form[action$='/decide/nl.grant-with-conditions'] button"))
    decision = anna.page.url.split("/decisions/")[1].split("/")[0]
    anna.day("valid_from", sending + timedelta(days=7))
    anna.save()
    assert "text_1" in anna.page.content()
    anna.type(text_1="Een beheerder is aanwezig.", why_1="Zo is er toezicht.", rule_1="artikel 3:7 van de verordening")
    anna.save()
    fix_sending(anna, decision, sending)
    anna.go(f"/decisions/{decision}/submit")
    assert anna.page.locator("main .dr-notice--warn li").all_inner_texts() == []
    anna.press("#draft")
    joris.go(f"/decisions/{decision}/reading")
    joris.send("approve", remark="Gelezen.")
    letter = sign(hanneke, decision, tmp_path)
    assert "Een beheerder is aanwezig." in letter
    assert "artikel 3:7 van de verordening" in letter
    anna.go(f"/establishments/{dossier}")
    assert anna.page.locator("a[href^='/permits/']").count() == 0
    with on(sending):
        serve(anna, decision, sending)
        anna.go(f"/applications/{application}")
        permit = anna.page.locator(f"a[href='/decisions/{decision}']")
        assert permit.count() >= 1
        anna.go(f"/establishments/{dossier}")
        assert anna.page.locator("a[href^='/permits/']").count() >= 1
    assert clock.today() <= sending
