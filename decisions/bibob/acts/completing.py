"""What a decision asks of an inquiry besides its degree: open until the file is destroyed, also after its end."""

from __future__ import annotations

from datetime import date

from app.access import Permission
from app.acts import act, check_version
from app.errors import NoSuchRoad
from decisions.bibob.acts.file import edited, tell
from decisions.bibob.models import BibobInquiry
from decisions.compartments import desk

_TEXTS = frozenset(
    {
        "conditions_considered",
        "advice_check",
        "relation_answer",
        "elsewhere",
        "elsewhere_answer",
        "separable_answer",
        "third_parties_said",
        "refused_data",
        "false_statement",
    }
)
_ANSWERS = frozenset({"covered", "relation_ended", "licensed_elsewhere", "separable"})


@act(Permission.BIBOB_WRITE, name="bibob.complete")
def complete(row: BibobInquiry, seen: int | None, **given: str | bool | date | None) -> BibobInquiry:
    """Write what a decision that rests on this inquiry will be asked; what is not given stays as it is.

    A relation can end and another town can decide after the inquiry was closed, so this can be written until then.
    Raises NoSuchRoad for an inquiry without a degree of danger, TypeError for what has no place here.
    """
    check_version(row, seen)
    if row.danger is None:
        raise NoSuchRoad(state=row.state, verb="complete")
    for name, value in given.items():
        if name in _TEXTS:
            setattr(row, name, desk.text(str(value or "")))
        elif name in _ANSWERS:
            setattr(row, name, value)
        elif name == "relation_checked_on":
            row.relation_checked_on = desk.not_in_future(value) if isinstance(value, date) else None
        else:
            raise TypeError(name)
    edited(row)
    tell(row, "bibob.completed")
    return row
