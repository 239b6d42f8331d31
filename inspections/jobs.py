"""What happens by itself: due visits are proposed, people are reminded. No deadline is changed here."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l

from app import clock
from app.db import db
from app.jobs import job
from inspections import queries
from inspections.acts import remind, settle


@job("propose-inspections", "15 6 * * *", _l("Propose visits"))
def propose_inspections(slot: datetime) -> str:
    """Propose what the cadence asks within the coming sixty days. Again is no more: each visit has its slot."""
    day = clock.civil(max(slot, clock.now())).date()
    before = _count()
    places = queries.under_cadence()
    for place in places:
        settle(place, day)
    return f"{len(places)} establishments, {_count() - before} visits proposed"


@job("remind", "30 6 * * mon-fri", _l("Remind of visits"))
def remind_people(slot: datetime) -> str:
    """Note each visit of today and tomorrow, and each proposal due within a week, once."""
    visits = queries.to_remind(clock.civil(max(slot, clock.now())).date())
    for visit in visits:
        remind(visit)
    return f"{len(visits)} reminders"


def _count() -> int:
    db.session.flush()
    return sum(queries.state_counts().values())
