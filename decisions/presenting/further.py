"""The further questions as fields of the page, each with the sentence that helps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from app.web.fields import DatePartsField, HouseForm
from decisions.models import Decision
from decisions.presenting.frame import Frame

HELP: dict[str, Any] = {
    "object": _l("Not every power reaches a dwelling, or premises that are open to the public."),
    "circumstances_answer": _l("What did the party put forward, or what do you know yourself? That the policy "
                               "prescribes the measure is no answer."),
    "own_reports": _l("A report by the operator counts for him: say what it means here."),
    "policy_name": _l("The policy that held when the facts were found. It replaces no answer to circumstances."),
    "policy_from": _l("A stricter edition of after the facts cannot be applied to them."),
    "delay_reason": _l("Needed when much time passed between the newest fact and the decision."),
    "blame": _l("Without blame a closure can be too much. Say so when blame is not needed here."),
    "repetition": _l("A closure looks ahead: it ends a danger, it does not punish."),
    "changed_since": _l("Arrests, another manager, repairs: courts look at today."),
    "occupants": _l("Only for a dwelling. Numbers and functions, no names."),
    "urgency": _l("This power is for acute danger: a matter of days."),
    "warned_on": _l("Only when the warning was given before this register existed."),
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A field and its help; ``day``: three boxes, ``choice``: a list, ``line``: one line."""

    field: Any
    help: Any
    kind: str


def further_fields(form: HouseForm, asked: tuple[str, ...], decision: Decision) -> list[Question]:
    """The questions that are on the page, in their order."""
    found = [Question(form[name], HELP[name], _kind(form[name])) for name in asked]
    return found if decision.measure_copy["gates"] else []


def further_open(form: HouseForm, asked: tuple[str, ...], frame: Frame) -> bool:
    """Whether the questions stand open: one was answered, one lacks, or one was refused."""
    anchors = {lack.href.rpartition("#")[2] for lack in frame.lacks}
    return any(form[name].data or form[name].errors or name in anchors for name in asked)


def _kind(field: Any) -> str:
    if isinstance(field, DatePartsField):
        return "day"
    return {"SelectField": "choice", "LineField": "line"}.get(field.type, "text")
