"""One letter to many permit holders: counted, tried, made in the background, never doubled, kept in each dossier."""

from __future__ import annotations

import signal
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import audit, files, jobs, story
from app.acts import Actor
from app.db import db, everywhere
from app.errors import NoSuchRoad, NotHere
from decisions.mailings import acts, queries
from decisions.mailings.acts import Wanted
from decisions.mailings.lifecycle import LetterState, MailingState
from decisions.mailings.models import Mailing, MailingLetter
from decisions.mailings.refusals import NobodyChosen
from reports.press.lines import page_texts
from tests.conftest import House
from tests.house.test_power_cut import process
from tests.permits import factories as register

Acting = Callable[[str], AbstractContextManager[Actor]]
ENDS = date(2030, 3, 31)


def with_permits(number: int, *, kind: str = "massage", valid_until: date | None = ENDS, name: str = "Salon") -> None:
    for one in range(number):
        row = register.operated(kind, name=f"{name} {one:03d}", city="Venlo")
        register.permit(row, valid_until=valid_until)


def words_of(sha256: str) -> str:
    text = " ".join(line.text for page in page_texts(files.read(sha256)) for line in page.lines)
    return " ".join(text.replace("\u00ad", "").split())


def letters_of(row: Mailing) -> list[MailingLetter]:
    question = select(MailingLetter).where(MailingLetter.mailing_id == row.id).order_by(MailingLetter.position)
    return list(db.session.scalars(question))


def started(wanted: Wanted) -> Mailing:
    row = acts.prepare_mailing(wanted)
    return acts.start_mailing(row, row.version)


def test_only_who_was_chosen_gets_one_letter_with_the_own_permit_in_it(app: Flask, acting: Acting) -> None:
    with acting("anna"):
        with_permits(3)
        with_permits(1, kind="carwash", name="Was")
        with_permits(1, valid_until=date(2031, 1, 1), name="Later")
        twice = register.operated(name="Twee vergunningen")
        register.permit(twice, valid_until=date(2029, 1, 1))
        wanted = Wanted(queries.RUNS_OUT, "nl", sector_id=register.sector("massage").id, ends_by=ENDS)
        row = started(wanted)
        key = row.id
        assert [letter.establishment.name for letter in letters_of(row)] == [
            "Salon 000", "Salon 001", "Salon 002", "Twee vergunningen",
        ]  # fmt: skip
    jobs.run_queues()
    with acting("anna"):
        row = queries.mailing(key)
        assert row.state == MailingState.FINISHED
        assert queries.progress(row) == queries.Progress(made=4, not_made=0, waiting=0)
        first = letters_of(row)[0]
        assert first.sha256 is not None
        words = words_of(first.sha256)
        assert first.permit.number in words
        assert "geldt tot en met 31 maart 2030" in words
        assert "uiterlijk op 30 december 2029" in words
        assert f"{row.number}/1" in words
        (event,) = (one for one in story.of(first.establishment_id) if one.kind == "mailing-letter")
        assert event.facts["number"] == row.number
        assert event.url == f"/mailings/{row.id}/letters/{first.id}.pdf"


def test_a_letter_that_cannot_be_made_is_named_and_holds_up_nobody(app: Flask, acting: Acting) -> None:
    with acting("anna"):
        with_permits(2)
        odd = register.operated(name="Salon 漢 000b")
        register.permit(odd, valid_until=ENDS)
        words = "Eerste alinea.\n\nTweede <b>alinea</b>."
        key = started(Wanted(queries.NOTICE, "nl", "De verordening verandert", words)).id
    jobs.run_queues()
    with acting("anna"):
        row = queries.mailing(key)
        assert row.state == MailingState.FINISHED
        (failed,) = queries.not_made(row)
        assert failed.establishment.name == "Salon 漢 000b"
        assert "U+6F22" in failed.fault
        made = [letter for letter in letters_of(row) if letter.state == LetterState.MADE]
        assert len(made) == 2
        assert made[0].sha256 is not None
        assert "Tweede <b>alinea</b>." in words_of(made[0].sha256)


def test_a_draft_sends_nothing_and_a_mailing_is_started_once(app: Flask, acting: Acting) -> None:
    with acting("anna"):
        with pytest.raises(NobodyChosen):
            acts.prepare_mailing(Wanted(queries.RUNS_OUT, "nl"))
        with_permits(1)
        row = acts.prepare_mailing(Wanted(queries.RUNS_OUT, "nl"))
        dropped = acts.drop_mailing(acts.prepare_mailing(Wanted(queries.RUNS_OUT, "nl")), None)
        assert dropped.state == MailingState.DROPPED
        assert jobs.run_queues() == 0
        assert letters_of(row) == []
        acts.start_mailing(row, row.version)
        with pytest.raises(NoSuchRoad):
            acts.start_mailing(row, row.version)
    with acting("femke"), pytest.raises(NotHere):
        queries.mailing(row.id)


def test_an_officer_sees_how_many_and_one_example_and_gets_all_letters_in_one_archive(
    app: Flask, acting: Acting, client_of: Callable[[str], FlaskClient]
) -> None:
    with acting("anna"):
        with_permits(12)
    anna = client_of("anna")
    empty = anna.get("/mailings/new").get_data(as_text=True)
    assert 'name="kind"' in empty
    refused = anna.post("/mailings/new", data={"kind": queries.NOTICE, "language": "nl"})
    assert refused.status_code == 422
    sent = {"kind": queries.RUNS_OUT, "language": "nl"}
    page = anna.post("/mailings/new", data=sent, follow_redirects=True)
    assert "12 brieven" in page.get_data(as_text=True)
    with acting("anna"):
        (row,) = queries.mailings()
        key, seen = row.id, row.version
    assert anna.get(f"/mailings/{key}/example/pages/1.png").data.startswith(b"\x89PNG")
    assert anna.get(f"/mailings/{key}/letters.zip").status_code == 404
    running = anna.post(f"/mailings/{key}/start", data={"version": seen}, follow_redirects=True)
    assert "0 van 12 brieven" in running.get_data(as_text=True)
    assert client_of("bram").get(f"/mailings/{key}").status_code == 403
    jobs.run_queues()
    assert anna.get(f"/mailings/{key}", headers={"HX-Request": "true"}).headers["HX-Redirect"] == f"/mailings/{key}"
    archive = anna.get(f"/mailings/{key}/letters.zip")
    with ZipFile(BytesIO(archive.data)) as zipped:
        assert zipped.testzip() is None
        names = zipped.namelist()
        assert names[0] == "0001 Salon 000.pdf"
        assert len(names) == len({zipped.read(name) for name in names}) == 12
    with acting("anna"):
        letter = letters_of(queries.mailing(key))[0]
        address = f"/mailings/{key}/letters/{letter.id}.pdf"
    assert anna.get(address).data.startswith(b"%PDF-")


def test_a_process_that_is_killed_while_it_writes_leaves_nothing_double_and_nothing_out(
    app: Flask, house: House, acting: Acting
) -> None:
    with acting("anna"):
        with_permits(22)
        key = started(Wanted(queries.RUNS_OUT, "nl")).id
    assert process(house, "make-mailing", "", 70) == -signal.SIGKILL
    assert made(key) == 10, "of the handful that was being written nothing is there"
    assert jobs.run_queues() == 1
    with acting("anna"):
        row = queries.mailing(key)
        assert row.state == MailingState.FINISHED
        found = letters_of(row)
        assert [letter.position for letter in found] == list(range(1, 23))
        assert len({letter.sha256 for letter in found}) == len({letter.establishment_id for letter in found}) == 22
        for letter in found:
            assert letter.sha256 is not None
            assert files.read(letter.sha256).startswith(b"%PDF-")
            assert len([one for one in story.of(letter.establishment_id) if one.kind == "mailing-letter"]) == 1
        assert not list(audit.broken_lines("GM0983"))


def made(key: object) -> int:
    with everywhere("the tests count"):
        question = select(func.count()).where(MailingLetter.mailing_id == key, MailingLetter.sha256.is_not(None))
        number = db.session.scalar(question) or 0
    db.session.rollback()
    return number
