"""The frame around every page of one decision: title, state, steps, what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from app.access import Permission, may
from app.lifecycle import Lack
from app.web.language import long_date
from decisions import asking
from decisions.gates import GATES
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting.facts import facts_line, is_belgian, measure_facts, people, title
from decisions.presenting.tongue import _
from decisions.reasoning import Point


@dataclass(frozen=True)
class Mark:
    """A badge: word, icon and tone."""

    word: Any
    icon: str
    tone: str


STATES = {
    DecisionState.DRAFT: Mark(_l("Draft"), "pencil", "grey"),
    DecisionState.ANNOUNCED: Mark(_l("Intention"), "hourglass", "yellow"),
    DecisionState.SECOND_READING: Mark(_l("Second reading"), "user-check", "blue"),
    DecisionState.WITH_MAYOR: Mark(_l("With the mayor"), "pen-line", "blue"),
    DecisionState.SIGNED: Mark(_l("Signed"), "signature", "blue"),
    DecisionState.SERVED: Mark(_l("Served"), "mail", "outlined"),
    DecisionState.IN_EFFECT: Mark(_l("In effect"), "circle-check", "outlined"),
    DecisionState.LAPSED: Mark(_l("Lapsed"), "circle-x", "grey"),
    DecisionState.DROPPED: Mark(_l("Stopped"), "x", "grey"),
}
WRITABLE = frozenset({DecisionState.DRAFT, DecisionState.ANNOUNCED})
STEPS = ("measure", "grounds", "hearing", "interests", "questions", "letter", "submit")
# A decision on an application or an objection gives its reasons in a step of its own.
_SHORT = {
    "application": ("measure", "application", "letter", "submit"),
    "objection": ("measure", "answer", "questions", "letter", "submit"),
}
# Which step mends what lacks: the anchor of a lack is the id of its field.
_STEP_OF = {
    "integrity": "measure",
    "addressee": "measure",
    "announce": "hearing",
    "response": "hearing",
    "consultation": "hearing",
    "consulted_authority": "hearing",
    "sending_on": "letter",
    "served_by": "letter",
}
_ON_APPLICATION = frozenset({"valid_from", "end_reason", "text_1", "reason", "weeks"})
# What stands on the page of term, amount and conditions.
_PARTICULARS = frozenset({"order", "reopening_conditions", "collection"})


def steps_of(decision: Decision) -> tuple[str, ...]:
    """The steps of a draft, in their order."""
    return _SHORT.get(decision.measure_copy.get("procedure", ""), STEPS)


def step_of(anchor: str) -> str:
    """The step whose page holds the field with this id."""
    if anchor in _ON_APPLICATION:
        return "application"
    if anchor == "objection":
        return "answer"
    if anchor in asking.NAMES or anchor in {"bibob", "recipients"}:
        return "questions"
    if anchor.startswith("ground"):
        return "grounds"
    return _STEP_OF.get(anchor, "hearing" if anchor.startswith(("hearing", "consult")) else "interests")


def step_names(decision: Decision) -> dict[str, str]:
    """The words of the seven steps; a Belgian party is heard, a Dutch one sends a view."""
    return {
        "measure": _("Measure"),
        "grounds": _("Grounds and motivation"),
        "hearing": _("Consultation and hearing") if is_belgian(decision) else _("View of the party"),
        "interests": _("Weighing of interests"),
        "questions": _("What courts ask"),
        "application": _("Content"),
        "answer": _("Answer to the objection"),
        "letter": _("Letter"),
        "submit": _("Submit"),
    }


@dataclass(frozen=True)
class Missing:
    """A lack with the address of the page and field that mends it."""

    sentence: Any
    source: str
    href: str


@dataclass(frozen=True)
class Way:
    """The way forward below what lacks: a button of the form "draft", or a link."""

    text: str
    label: str = ""
    form: bool = False
    url: str = ""
    tone: str = "primary"


@dataclass(frozen=True)
class Aside:
    """A gate that was set aside: its id, the reason, and who did it when."""

    gate: str
    reason: str
    by: str


@dataclass(frozen=True)
class Returned:
    title: str
    text: str


@dataclass(frozen=True)
class Frame:
    decision: Decision
    here: str
    title: str
    facts: list[str]
    links: list[tuple[str, str]]
    state: Mark
    writable: bool
    measure_facts: list[tuple[str, Any]]
    people: list[tuple[str, str]]
    steps: list[dict[str, Any]] = field(default_factory=list)
    lacks: list[Missing] = field(default_factory=list)
    warnings: list[Lack] = field(default_factory=list)
    resolved: list[Any] = field(default_factory=list)
    may_set_aside: list[tuple[Any, str]] = field(default_factory=list)
    aside: list[Aside] = field(default_factory=list)
    way: Way = field(default_factory=lambda: Way(""))
    saved_at: datetime | None = None
    returned: Returned | None = None


def links(decision: Decision) -> list[tuple[str, str]]:
    """The way to here: the register for who may read it, else the list of decisions or the mayor's queue."""
    here = decision.establishment
    if may(Permission.REGISTER_READ):
        return [
            (_("Register"), url_for("permits.register")),
            (here.name, url_for("permits.establishment", establishment_id=here.id)),
        ]
    if may(Permission.DECISION_SIGN):
        return [(_("To sign"), url_for("decisions.to_sign"))]
    return []


def frame(decision: Decision, here: str = "") -> Frame:
    """The frame of a page that is no step."""
    return Frame(
        decision=decision,
        here=here,
        title=title(decision),
        facts=facts_line(decision),
        links=links(decision),
        state=STATES[decision.state],
        writable=decision.state in WRITABLE and may(Permission.DECISION_DRAFT),
        measure_facts=measure_facts(decision),
        people=people(decision),
    )


def step_frame(
    decision: Decision,
    step: str,
    points: Sequence[Point],
    warnings: Sequence[Lack],
    *,
    second_reader: bool,
    saved: bool = False,
) -> Frame:
    """The frame of one of the seven steps, with what lacks and the way forward."""
    plain = frame(decision, step_names(decision)[step])
    # Past the draft nothing lacks any more: what was submitted was complete.
    open_points = points if decision.state in WRITABLE else ()
    lacks = [point.lack for point in open_points if point.lack is not None]
    return Frame(
        **{
            **vars(plain),
            "steps": _steps(decision, step, {step_of(lack.anchor) for lack in lacks}),
            "lacks": [Missing(lack.sentence, lack.source, _href(decision, lack)) for lack in lacks],
            "resolved": [point.name for point in open_points if point.lack is None and point.name],
            "may_set_aside": _may_set_aside(decision, open_points) if plain.writable else [],
            "aside": aside(decision),
            # What is not verified carries its mark on the card.
            "warnings": [caution for caution in warnings if open_points and not caution.key.startswith("unverified")],
            "way": _way(decision, step, plain.writable, second_reader),
            "saved_at": decision.saved_at if saved else None,
            "returned": _returned(decision),
        }
    )


def aside(decision: Decision) -> list[Aside]:
    """What was set aside, with its reason, who did it and when."""
    return [
        Aside(
            gate, kept["reason"], _("%(name)s, %(day)s", name=kept["by"], day=long_date(date.fromisoformat(kept["on"])))
        )
        for gate, kept in decision.set_aside.items()
    ]


def _may_set_aside(decision: Decision, points: Sequence[Point]) -> list[tuple[Any, str]]:
    """The lacks for which the law leaves room: sentence and page."""
    return [
        (point.lack.sentence, url_for("decisions.set_aside", decision_id=decision.id, gate=point.gate))
        for point in points
        if point.lack is not None and not GATES[point.gate].absolute
    ]


def _href(decision: Decision, lack: Lack) -> str:
    if lack.anchor in _PARTICULARS:
        return url_for("decisions.particulars_page", decision_id=decision.id)
    return url_for(f"decisions.{step_of(lack.anchor)}", decision_id=decision.id, _anchor=lack.anchor)


def _steps(decision: Decision, step: str, lacking: set[str]) -> list[dict[str, Any]]:
    names = step_names(decision)
    past = decision.state not in WRITABLE
    return [
        {
            "label": names[key],
            "href": url_for(f"decisions.{key}", decision_id=decision.id),
            "state": "current"
            if key == step
            else "done"
            if past or (key not in lacking and key != "submit")
            else "ahead",
        }
        for key in steps_of(decision)
    ]


def _way(decision: Decision, step: str, writable: bool, second_reader: bool) -> Way:
    text = (
        _("You can submit when this list is empty. Then a colleague reads along. You cannot sign your own decision.")
        if second_reader
        else _("You can submit when this list is empty. Then it goes to the mayor. You cannot sign your own decision.")
    )
    if decision.state not in WRITABLE:
        url = url_for("decisions.decision", decision_id=decision.id)
        return Way(_("The decision has left the draft."), _("Open the decision"), url=url)
    if step == "submit":
        return Way(text)
    following = following_step(decision, step)
    labels = {
        "grounds": _("On to the grounds"),
        "hearing": _("On to the hearing") if is_belgian(decision) else _("On to the view"),
        "interests": _("On to the weighing"),
        "application": _("On to the content"),
        "answer": _("On to the answer"),
        "questions": _("On to what courts ask"),
        "letter": _("On to the letter"),
        "submit": _("On to submitting"),
    }
    url = url_for(f"decisions.{following}", decision_id=decision.id)
    # The measure is only read, and the hearing holds several forms: there the way forward is a link.
    form, tone = writable and step not in ("measure", "hearing"), "secondary" if step == "hearing" else "primary"
    return Way(text, labels[following], form=form, url=url, tone=tone)


def following_step(decision: Decision, step: str) -> str:
    """The step after this one; the second one after a page that is no step of this decision."""
    order = steps_of(decision)
    return order[order.index(step) + 1] if step in order else order[1]


def _returned(decision: Decision) -> Returned | None:
    if decision.state not in WRITABLE or not decision.returned_because or decision.returned_at is None:
        return None
    return Returned(_("Sent back on %(day)s", day=long_date(decision.returned_at)), decision.returned_because)
