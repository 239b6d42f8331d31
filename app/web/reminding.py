"""The reminders of whoever looks, as a part of the page on which this person begins."""

from __future__ import annotations

from flask import render_template
from markupsafe import Markup

from app import acts, reminders
from app.web.navigation import agenda_now

# More would push the work itself off the page; the tasks stand there too.
MOST = 8


def own_reminders() -> Markup:
    """The part with the own reminders, empty without any; what was new counts as seen from now on."""
    told = reminders.standing(acts.actor(), agenda_now())
    if not told:
        return Markup()
    shown = told[:MOST]
    # A template of ours, which escapes every value.
    part = Markup(render_template("reminders.html", reminders=shown, told=len(told)))  # noqa: S704
    reminders.see(shown)  # after the part was made: it still marks what was new
    return part
