"""What the register does by itself at night."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask

from app import clock
from app.acts import acting_as, machine
from app.db import db
from permits import acts
from permits.jobs import permits_by_date
from permits.lifecycle import PermitState
from permits.models import RegisterLine, RegisterStatus
from tests.conftest import As
from tests.permits import factories

DAY = date(2026, 9, 7)


def night_of(day: date) -> str:
    with clock.set_to(day), acting_as(machine("job", "permits-by-date", "GM0983")):
        return permits_by_date(clock.now())


def test_a_permit_lapses_the_day_after_its_last_day_and_once(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        permit = factories.permit(valid_until=DAY + timedelta(days=10))
    assert night_of(DAY + timedelta(days=10)).startswith("0 permits lapsed")
    assert night_of(DAY + timedelta(days=11)).startswith("1 permits lapsed")
    assert night_of(DAY + timedelta(days=12)).startswith("0 permits lapsed")
    with acting("anna"):
        db.session.refresh(permit)
        assert (permit.state, permit.ended_on) == (PermitState.LAPSED, DAY + timedelta(days=11))


def test_a_suspension_ends_by_itself(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        permit = factories.permit()
        acts.suspend(permit, DAY + timedelta(days=5))
    assert ", 0 resumed" in night_of(DAY + timedelta(days=5))
    assert ", 1 resumed" in night_of(DAY + timedelta(days=6))
    with acting("anna"):
        db.session.refresh(permit)
        assert permit.state == PermitState.GRANTED


def test_a_permit_begins_to_expire_in_the_list_without_anybody_touching_it(app: Flask, acting: As) -> None:
    with clock.set_to(DAY), acting("anna"):
        permit = factories.permit(valid_until=DAY + timedelta(days=100))
        key = permit.establishment_id
    night_of(DAY + timedelta(days=10))
    with acting("anna"):
        line = db.session.get(RegisterLine, key, populate_existing=True)
        assert line is not None
        assert line.status == RegisterStatus.EXPIRING
