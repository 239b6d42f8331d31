"""``flask demo`` from an empty region to signed letters, and the practice region with its cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from app import acts, clock
from app.db import db
from app.tasks import agenda
from decisions.models import Decision
from demonstration import cases, dossiers, procedures, register, show
from permits.models import RegisterLine


@pytest.fixture
def backend() -> str:
    """One database is enough here: the acts themselves are tested on both."""
    return "sqlite"


def test_the_demo_leaves_signed_letters_and_a_summary(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "rows", lambda: [row for row in _ROWS if row["name"] == "Club Zandhoek"])
    done = app.test_cli_runner().invoke(args=["demo", "--out", str(tmp_path / "demo")])
    assert done.exit_code == 0, done.output
    signed = sorted(path.name for path in (tmp_path / "demo").glob("*-signed.pdf"))
    assert len(signed) == 4
    assert done.output.count("Signature is Valid") == 4
    assert done.output.count("last day for objection") == 2
    assert (tmp_path / "demo" / "summary.txt").read_text(encoding="utf-8").endswith(f"in {tmp_path / 'demo'}\n")


_ROWS = register.rows()


def test_the_demo_ends_badly_when_something_is_not_so(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_out: Path) -> list[show.Shown]:
        raise show.DemoFailed("the signature is not whole")

    monkeypatch.setattr(show, "import_registers", lambda _folder: [])
    monkeypatch.setattr(show, "play_all", broken)
    done = app.test_cli_runner().invoke(args=["demo", "--out", str(tmp_path)])
    assert done.exit_code == 1
    assert "the signature is not whole" in done.output


def test_the_practice_region_has_work_for_everybody(app: Flask) -> None:
    assert register.lay_register() == len(_ROWS)
    assert procedures.lay_procedures() == 4
    assert dossiers.lay_dossiers() == len(dossiers.LAID)
    today = clock.today()
    with cases.at("anna", today), app.test_request_context():
        assert db.session.scalar(db.select(db.func.count()).select_from(RegisterLine)) > 20
        assert len({row.state for row in db.session.scalars(db.select(Decision))}) >= 5
        work = agenda(acts.actor(), today)
        assert work.late
        assert work.waiting
    # Who plays it meets each procedure: an objection, a Bibob inquiry, a broken seal, an integrity investigation.
    for who, pages in (("joris", {"/objections/", "/bibob/", "/cases/"}), ("femke", {"/follow-up", "/integrity/"})):
        with cases.at(who, today), app.test_request_context():
            met = agenda(acts.actor(), today)
            urls = [task.url for task in [*met.late, *met.today, *met.week, *met.later, *met.waiting]]
            assert {page for page in pages if not any(page in url for url in urls)} == set(), who
    for mayor in ("hanneke", "celine", "sophie"):
        with cases.at(mayor, today), app.test_request_context():
            assert any(
                "/to-sign/" in task.url
                for task in agenda(acts.actor(), today).today
                + agenda(acts.actor(), today).later
                + agenda(acts.actor(), today).week
            )
