"""What happens by itself: a permit lapses when its validity is over, a suspension ends, the register moves along.

No deadline is changed here; they are worked out when read. A day too late changes only the word in the list.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from flask_babel import lazy_gettext as _l

from app import acts as house
from app import clock
from app.jobs import job
from permits import acts, queries, register_line, silence
from permits.acts.permits import AlreadyPermitted


@job("permits-by-date", "5 4 * * *", _l("Let permits lapse or resume on their day"))
def permits_by_date(slot: datetime) -> str:
    """Lapse what is over, resume what was suspended until yesterday, and refresh the lines that a date moves."""
    day = clock.civil(max(slot, clock.now())).date()
    over, resumed = queries.permits_over(day), queries.suspensions_over(day)
    for permit in over:
        assert permit.valid_until is not None
        acts.lapse(permit, permit.valid_until + timedelta(days=1))
    for permit in resumed:
        acts.resume(permit)
    moving = queries.moved_by_date(day, register_line.EXPIRES_SOON)
    with house.named("permits.refresh", lines=len(moving)):
        for establishment in moving:
            register_line.refresh(establishment)
    return f"{len(over)} permits lapsed, {len(resumed)} resumed, {len(moving)} lines refreshed"


@job("permits-by-silence", "20 4 * * *", _l("Make the permits that silence grants"))
def permits_by_silence(slot: datetime) -> str:
    """Where a by-law says that silence grants the permit, the end of the decision term makes it."""
    made, free = 0, 0
    for application in queries.open_applications():
        if silence.came_about_on(application) is None:
            continue
        try:
            acts.grant_by_silence(application)
            made += 1
        except AlreadyPermitted:
            free += 1
    return f"{made} permits came about by law, {free} places have one already"
