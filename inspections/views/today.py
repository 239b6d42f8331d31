"""The inspector's day on the tablet: today's visits, and a visit that nobody planned."""

from __future__ import annotations

import uuid
from datetime import date, time
from typing import Any

from flask import redirect, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app import clock
from app.access import Permission, open_to
from app.acts import actor
from app.web.home import STARTS
from app.web.language import clock_time, in_language, short_date
from app.web.reminding import own_reminders
from inspections import acts, queries, words
from inspections.forms import PlaceForm
from inspections.lifecycle import InspectionState
from inspections.models import Inspection
from inspections.views.blueprint import bp
from permits import queries as register
from permits.models import Establishment

if (Permission.INSPECTION_LOG, "inspections.visits") not in STARTS:
    STARTS.insert(0, (Permission.INSPECTION_LOG, "inspections.visits"))
_WEEK = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@bp.get("/visits")
@open_to(Permission.INSPECTION_LOG)
def visits() -> str:
    day = clock.today()
    found = queries.today_for(uuid.UUID(actor().id), day)
    open_counts = queries.open_violation_counts([visit.establishment_id for visit in found])
    cards = [card(visit, open_counts.get(visit.establishment_id, 0), day) for visit in found]
    ahead = [c for c in cards if not c["sealed"]]
    done = [c for c in cards if c["sealed"]]
    following = None if ahead else queries.next_for(uuid.UUID(actor().id), day)
    return render_template(
        "inspections/visits.html", ahead=ahead, done=done, day=day, following=following, reminders=own_reminders()
    )


@bp.get("/visits/elsewhere")
@open_to(Permission.INSPECTION_LOG)
def elsewhere() -> str:
    form = PlaceForm(request.args, meta={"csrf": False})
    places = queries.places_named(form.q.data) if form.q.data else []
    return render_template("inspections/elsewhere.html", form=form, places=places)


@bp.post("/visits/elsewhere/<uuid:establishment_id>")
@open_to(Permission.INSPECTION_LOG)
def begin_elsewhere(establishment_id: uuid.UUID) -> Response:
    visit = acts.visit_now(register.establishment(establishment_id), "unplanned")
    acts.begin(visit)
    return redirect(url_for("inspections.visit", inspection_id=visit.id))


def card(visit: Inspection, open_violations: int, day: date) -> dict[str, Any]:
    """What a visit card shows (components/visit.html); ``marks`` as (word, icon, tone)."""
    place, sealed = visit.establishment, visit.state == InspectionState.SEALED
    marks: list[tuple[Any, str, str]] = [(words.KINDS[visit.kind], words.KIND_ICONS[visit.kind], _tone(visit))]
    if open_violations and not sealed:
        still = _("still open: %(count)s", count=open_violations)
        marks.append((still, "triangle-alert", "yellow"))
    if sealed and visit.sealed_at:
        marks = [(_("Sealed at %(time)s", time=clock_time(visit.sealed_at)), "check", "outlined")]
    begins, ends = _when(visit, day)
    return {
        "id": visit.id,
        "begins": begins,
        "ends": ends,
        "name": place.name,
        "href": url_for("inspections.visit", inspection_id=visit.id),
        "address": ", ".join(part for part in (place.address, place.city) if part),
        "facts": " · ".join(str(part) for part in (in_language(place.sector.name), opening(place, day)) if part),
        "marks": marks,
        "sealed": sealed,
        "under_way": visit.state == InspectionState.UNDER_WAY,
        "version": visit.version,
    }


def _tone(visit: Inspection) -> str:
    return "grey" if visit.kind == "periodic" else "blue"


def _when(visit: Inspection, day: date) -> tuple[str, str]:
    if visit.begun_at is not None:
        ends = _("until %(time)s", time=clock_time(visit.ended_at)) if visit.ended_at else _("under way")
        return clock_time(visit.begun_at), ends
    if visit.planned_on is not None and visit.planned_on < day:
        return short_date(visit.planned_on), _("not yet done")
    return _("Today"), ""


def opening(place: Establishment, day: date) -> str:
    """Until when the place is open today, in words; empty when nothing is known."""
    if not place.opening_hours:
        return ""
    hours = place.opening_hours.get(_WEEK[day.weekday()], [])
    if not hours:
        return str(_("closed today"))
    closes = time.fromisoformat(hours[-1][1].replace("24:00", "00:00"))
    return str(_("open until %(time)s", time=clock_time(clock.moment(day, closes))))
