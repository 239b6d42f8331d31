"""The power fails in the middle of writing: afterwards there is all of it or nothing, and the same deed can be done."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from app import audit
from app.db import db
from inspections import acts as inspection_acts
from inspections import queries
from inspections.lifecycle import InspectionState
from inspections.models import Finding
from permits.models import Establishment, PartyRole
from tests.conftest import As, House
from tests.inspections import factories as visits
from tests.permits import factories as permits
from tests.permits.register_files import LINE, write_csv

ROOT = Path(__file__).parents[2]
LINES = 620


def process(house: House, deed: str, argument: str, after: int) -> int:
    db.session.remove()
    words = [sys.executable, "-m", "tests.house.power_cut", house.url, str(house.folder), deed, argument, str(after)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr
    return done.returncode


def count(model: Any) -> int:
    db.session.rollback()
    return db.session.scalar(db.select(db.func.count()).select_from(model)) or 0


@pytest.mark.parametrize("after", [1, 8])
def test_a_seal_is_whole_or_was_never_begun(app: Flask, house: House, acting: As, after: int) -> None:
    with acting("anna"):
        place = permits.operated()
    with acting("bram"):
        visit = visits.begun_visit(place)
        visit = inspection_acts.save_answers(visit, visit.version, {"A31": visits.deviation()})
        key = inspection_acts.save_present(visit, None, visits.NOBODY).id
        assert process(house, "seal", str(key), after) == -signal.SIGKILL
        assert count(Finding) == 0
        assert queries.inspection(key).state == InspectionState.UNDER_WAY
        assert not list(audit.broken_lines("GM0983"))
        assert process(house, "seal", str(key), -1) == 0
        assert count(Finding) == 1
        assert queries.inspection(key).state == InspectionState.SEALED
        assert not list(audit.broken_lines("GM0983"))


@pytest.mark.parametrize("deed", ["import-rows", "import-whole"])
def test_an_import_that_was_cut_off_is_done_again_without_doubles(
    app: Flask, house: House, acting: As, tmp_path: Path, deed: str
) -> None:
    plain = {key: value for key, value in LINE.items() if key != "kvk_number"}
    rows = ({**plain, "name": f"Salon {number}", "house_number": str(number)} for number in range(1, LINES + 1))
    file = write_csv(tmp_path / "register.csv", *rows)
    with acting("anna"):
        assert process(house, deed, str(file), 5) == -signal.SIGKILL
        left = count(Establishment)
        assert left == 0 if deed == "import-whole" else 0 < left < LINES
        assert count(PartyRole) == left, "an establishment without its operator"
        assert not list(audit.broken_lines("GM0983"))
        assert process(house, deed, str(file), -1) == 0
        assert count(Establishment) == count(PartyRole) == LINES
        assert not list(audit.broken_lines("GM0983"))
