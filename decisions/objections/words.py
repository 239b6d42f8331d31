"""The words of objections: labels of states and kinds, sentences of their story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from decisions.objections.days import Timely
from decisions.objections.lifecycle import CourtState, ObjectionState
from decisions.objections.models import CourtKind, ObjectionOutcome, Ruling

# Word, icon and tone of a badge.
Mark = tuple[Any, str, str]
OBJECTION_STATES: dict[str, Mark] = {
    ObjectionState.RECEIVED: (_l("Received"), "mail", "blue"),
    ObjectionState.HEARD: (_l("Heard"), "message-square", "blue"),
    ObjectionState.DECIDED: (_l("Decided"), "circle-check", "outlined"),
    ObjectionState.WITHDRAWN: (_l("Withdrawn"), "x", "grey"),
}
COURT_STATES: dict[str, Mark] = {
    CourtState.LODGED: (_l("Before the court"), "scale", "blue"),
    CourtState.RULED: (_l("Ruled"), "circle-check", "outlined"),
    CourtState.WITHDRAWN: (_l("Withdrawn"), "x", "grey"),
}
TIMELY: dict[str, Mark] = {
    Timely.PREMATURE: (_l("before service"), "clock", "grey"),
    Timely.IN_TIME: (_l("in time"), "check", "outlined"),
    Timely.POSTED: (_l("posted in time"), "check", "outlined"),
    Timely.LATE: (_l("late"), "circle-alert", "red"),
    Timely.EXCUSED: (_l("late, excused"), "circle-alert", "yellow"),
    Timely.UNKNOWN: (_l("term not begun"), "circle-question-mark", "grey"),
}
OUTCOMES: dict[str, Any] = {
    ObjectionOutcome.INADMISSIBLE: _l("Inadmissible"),
    ObjectionOutcome.DISMISSED: _l("Unfounded: the decision stands"),
    ObjectionOutcome.REVOKED: _l("Founded: the decision is revoked"),
    ObjectionOutcome.REPLACED: _l("Founded: the decision is revoked and another takes its place"),
}
COURT_KINDS: dict[str, Any] = {
    CourtKind.INTERIM: _l("interim relief"),
    CourtKind.APPEAL: _l("appeal"),
    CourtKind.HIGHER_APPEAL: _l("higher appeal"),
    CourtKind.ANNULMENT: _l("annulment"),
    CourtKind.SUSPENSION: _l("suspension"),
    CourtKind.EXTREME_URGENCY: _l("suspension in extreme urgency"),
}
RULINGS: dict[str, Any] = {
    Ruling.DISMISSED: _l("Dismissed: the decision stands"),
    Ruling.SUSPENDED: _l("The decision is suspended"),
    Ruling.ANNULLED: _l("The decision is annulled"),
    Ruling.DECIDE_ANEW: _l("The decision on the objection is annulled: decide anew"),
    Ruling.EFFECTS_STAND: _l("Annulled, but its legal effects stand"),
}

_STORY = {
    "objection.received": Wording("mail", _l("Objection %(objection)s received on %(on)s")),
    "objection.on-paper": Wording(
        "file-text",
        _l("Objection %(objection)s: decided on paper"),
        _l("Signed outside this application: %(reference)s"),
    ),
    "objection.replacement": Wording("file-plus", _l("Decision %(replacement)s begun in the place of the old one")),
    "objection.excused": Wording("clock", _l("Objection %(objection)s: lateness excused"), "%(reason)s"),
    "objection.extended": Wording(
        "clock", _l("Objection %(objection)s: decide up to and including %(last_day)s"), "%(reason)s"
    ),
    "objection.delay-agreed": Wording(
        "clock", _l("Objection %(objection)s: delay agreed up to and including %(last_day)s"), "%(reason)s"
    ),
    "objection.repair-asked": Wording("pause", _l("Objection %(objection)s: repair asked on %(on)s")),
    "objection.repaired": Wording("clock", _l("Objection %(objection)s: the clock runs again since %(on)s")),
    "objection.heard": Wording("message-square", _l("Objection %(objection)s: heard on %(on)s")),
    "objection.inadmissible": Wording("scale", _l("Objection %(objection)s inadmissible"), "%(reason)s"),
    "objection.dismissed": Wording("scale", _l("Objection %(objection)s unfounded: the decision stands"), "%(reason)s"),
    "objection.revoked": Wording("scale", _l("Objection %(objection)s founded: decision revoked"), "%(reason)s"),
    "objection.replaced": Wording(
        "scale", _l("Objection %(objection)s founded: another decision takes its place"), "%(reason)s"
    ),
    "objection.served": Wording(
        "mail",
        _l("Decision on objection %(objection)s served on %(on)s"),
        _l("Appeal up to and including %(last_day)s"),
    ),
    "objection.anew": Wording("undo-2", _l("Objection %(objection)s must be decided anew since %(on)s")),
    "objection.withdrawn": Wording("x", _l("Objection %(objection)s withdrawn")),
    "court.lodged-interim": Wording("building-2", _l("Interim relief asked on %(on)s"), "%(court)s"),
    "court.lodged-appeal": Wording("building-2", _l("Appeal lodged on %(on)s"), "%(court)s"),
    "court.lodged-higher-appeal": Wording("building-2", _l("Higher appeal lodged on %(on)s"), "%(court)s"),
    "court.lodged-annulment": Wording("building-2", _l("Annulment asked on %(on)s"), "%(court)s"),
    "court.lodged-suspension": Wording("building-2", _l("Suspension asked on %(on)s"), "%(court)s"),
    "court.lodged-extreme-urgency": Wording(
        "building-2", _l("Suspension in extreme urgency asked on %(on)s"), "%(court)s"
    ),
    "court.dismissed": Wording("scale", _l("Court: dismissed on %(on)s"), "%(gist)s"),
    "court.suspended": Wording("pause", _l("Court: decision suspended on %(on)s"), "%(gist)s", "strong"),
    "court.annulled": Wording("scale", _l("Court: decision annulled on %(on)s"), "%(gist)s", "strong"),
    "court.decide-anew": Wording("undo-2", _l("Court: decide on the objection anew (%(on)s)"), "%(gist)s", "strong"),
    "court.effects-stand": Wording(
        "scale", _l("Court: annulled on %(on)s, the legal effects stand"), "%(gist)s", "strong"
    ),
    "court.stay-ended": Wording("clock", _l("Suspension by the court ended on %(on)s: the decision works again")),
    "court.withdrawn": Wording("x", _l("Case withdrawn"), "%(court)s"),
}


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(_STORY)
