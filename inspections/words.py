"""The words of this package: labels of its states and kinds, sentences of its story."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from app import story
from app.story import Wording
from inspections.lifecycle import InspectionState
from inspections.models import InspectionKind

STATES: dict[str, Any] = {
    InspectionState.PROPOSED: _l("proposed"),
    InspectionState.PLANNED: _l("planned"),
    InspectionState.UNDER_WAY: _l("under way"),
    InspectionState.SEALED: _l("sealed"),
    InspectionState.CANCELLED: _l("cancelled"),
}
KINDS: dict[str, Any] = {
    InspectionKind.FIRST: _l("First visit"),
    InspectionKind.PERIODIC: _l("Periodic"),
    InspectionKind.FOLLOW_UP: _l("Follow-up"),
    InspectionKind.EXTRA: _l("Extra visit"),
}
KIND_ICONS = {
    InspectionKind.FIRST: "door-open",
    InspectionKind.PERIODIC: "calendar",
    InspectionKind.FOLLOW_UP: "refresh-cw",
    InspectionKind.EXTRA: "plus",
}
# Reasons the house itself gives; what an officer typed is shown as it was typed.
REASONS: dict[str, Any] = {
    "first-visit": _l("First visit after the permit was granted"),
    "unplanned": _l("Visit without a plan"),
    "periodic-visit": _l("Periodic visit of the sector"),
    "violations-open": _l("Violations of the last visit are still open"),
    "permit-ended": _l("The permit has ended"),
    "closed": _l("The establishment has closed"),
    "no-cadence": _l("The sector no longer has a cadence"),
    "visited": _l("Another visit has been made meanwhile"),
    "after-warning": _l("The term to mend after a warning has ended"),
    "violations-resolved": _l("No violation is open any more"),
}
SEVERITIES: dict[int, Any] = {1: _l("Slight"), 2: _l("Moderate"), 3: _l("Serious"), 4: _l("Very serious")}
BASES: dict[str, Any] = {"fact": _l("fact"), "conclusion": _l("conclusion")}
ANSWERS: dict[str, Any] = {
    "in_order": _l("In order"),
    "deviation": _l("Deviation"),
    "not_seen": _l("Not looked at"),
}
COUNTERS: dict[str, Any] = {
    "persons": _l("Persons concerned"),
    "sleeping-places": _l("Sleeping places"),
    "sleepers": _l("Persons who sleep here"),
}
FUNCTIONS: dict[str, Any] = {
    "operator": _l("Operator"),
    "manager": _l("Manager"),
    "at-work": _l("Persons at work"),
    "visitors": _l("Visitors or customers"),
    "police": _l("Police"),
    "labour-inspectorate": _l("Labour inspectorate"),
    "other-services": _l("Other services"),
    "interpreter": _l("Interpreter"),
}


# What it means when a visit is not made. No law sets a term for it.
_WITHOUT: dict[str, Any] = {
    InspectionKind.FIRST: _l("Without this visit nobody has seen whether the business keeps to its permit."),
    InspectionKind.PERIODIC: _l("The rhythm of the sector asks for this visit; the law sets no term for it."),
    InspectionKind.FOLLOW_UP: _l("Without a new visit it is not known whether the violations have ended."),
    InspectionKind.EXTRA: "",
}


def without(kind: str) -> Any:
    """What it means for a task of this kind when it is not done."""
    return _WITHOUT[kind]


def reason(text: str) -> Any:
    """The reason of a visit or of its cancellation in the reader's language."""
    return REASONS.get(text, text)


def install() -> None:
    """Register the sentences of the story."""
    story.wordings(
        {
            "inspection.proposed": Wording(
                "calendar-plus", _l("Visit %(number)s proposed"), _l("Due on %(due_on)s at the latest.")
            ),
            "inspection.planned": Wording(
                "calendar",
                _l("Visit %(number)s planned for %(planned_on)s"),
                _l("Inspector: %(inspector)s."),
                document=_l("Visit"),
            ),
            "inspection.moved": Wording(
                "calendar-clock",
                _l("Visit %(number)s moved to %(planned_on)s"),
                _l("Inspector: %(inspector)s."),
                document=_l("Visit"),
            ),
            "inspection.due-moved": Wording("calendar-clock", _l("Visit %(number)s is now due on %(due_on)s")),
            "inspection.reminded": Wording("mail", _l("Reminder of visit %(number)s"), _l("Due on %(due_on)s.")),
            "inspection.cancelled": Wording("x", _l("Visit %(number)s cancelled"), "%(because)s"),
            "inspection.cancelled-permit-ended": Wording(
                "x", _l("Visit %(number)s cancelled"), _l("The permit has ended.")
            ),
            "inspection.cancelled-closed": Wording(
                "x", _l("Visit %(number)s cancelled"), _l("The establishment has closed.")
            ),
            "inspection.cancelled-no-cadence": Wording(
                "x", _l("Visit %(number)s cancelled"), _l("The sector no longer has a cadence.")
            ),
            "inspection.cancelled-violations-resolved": Wording(
                "x", _l("Visit %(number)s cancelled"), _l("No violation is open any more.")
            ),
            "inspection.cancelled-visited": Wording(
                "x", _l("Visit %(number)s cancelled"), _l("Another visit has been made meanwhile.")
            ),
            "inspection.taken-up": Wording(
                "tablet",
                _l("Visit %(number)s made of what a tablet sent after visit %(former)s had been taken back"),
                "%(because)s",
                document=_l("Visit"),
            ),
            "inspection.begun": Wording("door-open", _l("Visit %(number)s begun")),
            "inspection.sealed": Wording("clipboard-list", _l("Visit %(number)s sealed"), document=_l("Visit")),
            "inspection.findings": Wording(
                "triangle-alert",
                _l("Visit %(number)s: deviations found (%(findings)s)"),
                "%(remark)s",
                document=_l("Report"),
            ),
            "inspection.findings-with-flags": Wording(
                "flag",
                _l("Visit %(number)s: deviations found (%(findings)s), red flags among them (%(flags)s)"),
                "%(remark)s",
                "flag",
                _l("Report"),
            ),
            "inspection.flag": Wording(
                "flag", _l("Visit %(number)s: red flag sent ahead"), "%(remark)s", "flag", _l("Visit")
            ),
            "inspection.resolved": Wording(
                "check", _l("Visit %(number)s: found in order again (%(resolved)s)"), document=_l("Report")
            ),
            "inspection.addendum": Wording(
                "message-square-plus", _l("Addendum to visit %(number)s"), document=_l("Report")
            ),
            "inspection.looked": Wording("eye", _l("Report of visit %(number)s looked at")),
        }
    )
