"""The pages of an application and of the permit it leads to."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from uuid import UUID

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import clock
from permits import acts, queries
from permits.acts.applications import NothingIsMissing, NotYetUntreated, RightHasLapsed
from permits.lifecycle import ApplicationState, PermitState
from tests.conftest import As
from tests.permits import factories

ClientOf = Callable[[str], FlaskClient]


def parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def state(acting: As, key: UUID) -> tuple[ApplicationState, str]:
    with acting("anna"):
        row = queries.application(key)
        return row.state, str(row.version)


def test_an_application_goes_from_receipt_to_permit_by_its_pages(app: Flask, acting: As, client_of: ClientOf) -> None:
    client, today = client_of("anna"), clock.today()
    with acting("anna"):
        row = factories.operated()
        place, operator = row.id, factories.operator_of(row).id
    sent = client.post(
        f"/establishments/{place}/apply", data={"applicant": str(operator)} | parts("received_on", today)
    )
    assert sent.status_code == 302
    key = UUID(sent.location.rsplit("/", 1)[1])
    with acting("anna"):
        documents = [document.id for document in queries.application(key).documents]
    version = state(acting, key)[1]
    early = client.post(f"/applications/{key}/find-complete", data={"version": version} | parts("on", today))
    assert early.status_code == 422
    pdf = {"file": (io.BytesIO(b"%PDF-1.7\n%%EOF\n"), "uittreksel.pdf")}
    assert client.post(f"/documents/{documents[0]}", data=pdf).status_code == 302
    assert client.post(f"/documents/{documents[1]}", data={"waived_because": "Al eerder gezien"}).status_code == 302
    for document in documents[2:]:
        assert client.post(f"/documents/{document}/received").status_code == 302
    done = client.post(f"/applications/{key}/find-complete", data={"version": version} | parts("on", today))
    assert done.status_code == 302
    grant = {
        "version": state(acting, key)[1],
        "paper": "B-2026-7",
        "conditions": "Gesloten na 23.00 uur.\n\nEen beheerder is aanwezig.",
    }
    granted = client.post(f"/applications/{key}/grant", data=grant | parts("valid_from", today))
    assert granted.status_code == 302
    page = client.get(granted.location)
    assert "Gesloten na 23.00 uur." in page.text
    assert '<li value="2">Een beheerder is aanwezig.</li>' in page.text


def test_asking_for_completion_with_a_version_that_has_moved_shows_both(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    with acting("anna"):
        row = factories.application()
        key, seen = row.id, str(row.version)
    today = clock.today()
    sent = {"version": seen, "paper": "B-1"} | parts("asked_on", today) | parts("until", today + timedelta(days=14))
    path = f"/applications/{key}/ask-completion"
    assert client_of("anna").post(path, data=sent).status_code == 302
    assert client_of("joris").post(path, data=sent).status_code == 409
    assert state(acting, key)[0] == ApplicationState.INCOMPLETE


def test_a_date_that_does_not_exist_is_refused_and_kept(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        key = factories.application().id
    sent = {"asked_on-day": "31", "asked_on-month": "2", "asked_on-year": "2027"}
    answer = client_of("anna").post(f"/applications/{key}/ask-completion", data=sent)
    assert answer.status_code == 422
    assert 'value="31"' in answer.text


def test_the_last_day_is_explained_step_by_step(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"), clock.set_to(date(2026, 9, 7)):
        key = factories.application().id
    page = client_of("anna").get(f"/applications/{key}/clock")
    assert page.status_code == 200
    assert "30 november 2026" in page.text
    assert "dr-days__day--last" in page.text


def test_belgium_has_no_term_and_the_page_says_so(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("femke"):
        key = factories.application().id
    page = client_of("femke").get(f"/applications/{key}/clock")
    assert page.status_code == 200
    assert "dr-days" not in page.text
    assert client_of("femke").get(f"/applications/{key}").status_code == 200


def test_a_withdrawn_application_takes_no_further_step(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        row = factories.application()
        key, seen = row.id, str(row.version)
    client = client_of("anna")
    assert client.post(f"/applications/{key}/withdraw", data={"version": seen}).status_code == 302
    again = client.post(f"/applications/{key}/withdraw", data={"version": state(acting, key)[1]})
    assert again.status_code == 409


def test_the_clock_is_extended_stopped_and_started_by_its_pages(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        key = factories.application().id
    client, today = client_of("anna"), clock.today()
    url = f"/applications/{key}"
    too_long = {"weeks": "13", "paper": "B-1", "reason": "Wacht op advies.", "version": state(acting, key)[1]}
    assert client.post(f"{url}/extend", data=too_long).status_code == 422
    assert client.post(f"{url}/extend", data=too_long | {"weeks": "2"}).status_code == 302
    stop = {"cause": "nl.consent", "paper": "B-2", "version": state(acting, key)[1]} | parts("from_on", today)
    assert client.post(f"{url}/suspend-clock", data=stop).status_code == 302
    start = {"cause": "nl.consent", "version": state(acting, key)[1]} | parts("until_on", today)
    assert client.post(f"{url}/resume-clock", data=start).status_code == 302
    with acting("anna"):
        assert len(queries.application(key).clock_events) == 2


def test_a_permit_lapses_by_its_page_once(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        key = factories.permit().id
    client, day = client_of("anna"), parts("on", clock.today())
    assert client.get(f"/permits/{key}").status_code == 200
    assert client.post(f"/permits/{key}/lapse", data=day).status_code == 302
    assert client.post(f"/permits/{key}/lapse", data=day).status_code == 409
    with acting("anna"):
        assert queries.permit(key).state == PermitState.LAPSED


def test_an_open_application_is_a_task_with_its_last_day(app: Flask, acting: As, client_of: ClientOf) -> None:
    with acting("anna"):
        name = factories.complete_application().establishment.name
    assert name in client_of("anna").get("/today?week").text
    assert name not in client_of("bram").get("/today").text


def test_two_who_note_the_same_document_are_told(
    app: Flask, acting: As, client_of: Callable[[str], FlaskClient]
) -> None:
    with acting("anna"):
        document = factories.application().documents[0].id
    client = client_of("anna")
    facts = {"version": "1", "waived_because": "Al bekend uit 2025"}
    assert client.post(f"/documents/{document}", data=facts).status_code == 302
    late = client.post(f"/documents/{document}", data={**facts, "waived_because": "Niet nodig"})
    assert late.status_code == 409
    assert "Al bekend uit 2025" in late.text
    assert "Niet nodig" in late.text


def test_the_right_to_leave_an_application_untreated_lapses_after_four_weeks(
    app: Flask, acting: As, client_of: ClientOf
) -> None:
    asked = clock.today()
    with acting("anna"):
        row = factories.application()
        until = asked + timedelta(days=14)
        acts.ask_completion(row, None, asked, until, origin="B-1")
        right = queries.right_to_leave_untreated(row)
        assert right is not None
        key, last = row.id, right.last_day
        # Awb 4:5, paragraph 4: within four weeks after the time to complete passed unused.
        assert until + timedelta(weeks=4) <= last <= until + timedelta(weeks=5)
        with pytest.raises(NotYetUntreated):
            acts.leave_untreated(row, None, asked, "De plattegrond ontbreekt.", origin="B-2")
    with clock.set_to(last):
        client = client_of("anna")
        assert f"/applications/{key}/leave-untreated" in client.get(f"/applications/{key}").text
    with acting("anna"), clock.set_to(last + timedelta(days=1)):
        row = queries.application(key)
        with pytest.raises(RightHasLapsed):
            acts.leave_untreated(row, None, clock.today(), "De plattegrond ontbreekt.", origin="B-2")
        assert queries.application(key).state == ApplicationState.INCOMPLETE
    with clock.set_to(last + timedelta(days=1)):
        client = client_of("anna")
        page = client.get(f"/applications/{key}").text
        assert f"/applications/{key}/leave-untreated" not in page
        version = state(acting, key)[1]
        facts = {"version": version, "paper": "B-2", "reason": "De plattegrond ontbreekt."} | parts("on", clock.today())
        assert client.post(f"/applications/{key}/leave-untreated", data=facts).status_code == 409


def test_an_incomplete_application_is_left_untreated_within_the_four_weeks(app: Flask, acting: As) -> None:
    asked = clock.today()
    with acting("anna"):
        row = factories.application()
        acts.ask_completion(row, None, asked, asked + timedelta(days=14), origin="B-1")
        key = row.id
    with acting("anna"), clock.set_to(asked + timedelta(days=20)):
        row = queries.application(key)
        acts.leave_untreated(row, None, clock.today(), "De plattegrond ontbreekt.", origin="B-2")
        assert (row.state, row.decided_on) == (ApplicationState.UNTREATED, clock.today())
        whole = factories.application()
        acts.ask_completion(whole, None, clock.today(), clock.today() + timedelta(days=3), origin="B-1")
        for document in list(whole.documents):
            acts.note_document(document, clock.today())
        other = whole.id
    with acting("anna"), clock.set_to(asked + timedelta(days=30)), pytest.raises(NothingIsMissing):
        acts.leave_untreated(queries.application(other), None, clock.today(), "Er ontbreekt toch iets.", origin="B-2")
