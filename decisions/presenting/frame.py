"""The frame around every page of one decision: title, state, steps, what lacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

import law
from app.access import Permission, may
from app.lifecycle import Lack
from app.web.language import in_language, long_date
from decisions.lifecycle import DecisionState
from decisions.models import Decision
from decisions.presenting.tongue import _, ngettext
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
STEPS = ("measure", "grounds", "hearing", "interests", "letter", "submit")
# Which step mends what lacks: the anchor of a lack is the id of its field.
_STEP_OF = {
    "addressee": "measure",
    "announce": "hearing",
    "response": "hearing",
    "consultation": "hearing",
    "consulted_authority": "hearing",
    "sending_on": "letter",
    "served_by": "letter",
}


def step_of(anchor: str) -> str:
    """The step whose page holds the field with this id."""
    if anchor.startswith("ground"):
        return "grounds"
    return _STEP_OF.get(anchor, "hearing" if anchor.startswith(("hearing", "consult")) else "interests")


def is_belgian(decision: Decision) -> bool:
    return decision.jurisdiction.startswith("be")


def step_names(decision: Decision) -> dict[str, str]:
    """The words of the six steps; a Belgian party is heard, a Dutch one sends a view."""
    return {
        "measure": _("Measure"),
        "grounds": _("Grounds and motivation"),
        "hearing": _("Consultation and hearing") if is_belgian(decision) else _("View of the party"),
        "interests": _("Weighing of interests"),
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
    way: Way = field(default_factory=lambda: Way(""))
    saved_at: datetime | None = None
    returned: Returned | None = None


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def measure_of(decision: Decision) -> law.Measure:
    """The measure as the law book had it on the day of drafting."""
    return law.jurisdiction(decision.jurisdiction).measure(decision.measure_id, on=decision.law_on)


def measure_name(decision: Decision) -> str:
    return capital(in_language(dict(measure_of(decision).name)))


def title(decision: Decision) -> str:
    return f"{measure_name(decision)}: {decision.establishment.name}"


def sector_words(decision: Decision) -> str:
    establishment = decision.establishment
    name = in_language(establishment.sector.name).lower()
    known = {s.id: s for kind in law.SECTOR_KINDS if kind.id == establishment.sector.kind for s in kind.subtypes}
    subtype = known.get(establishment.subtype)
    words = in_language(dict(subtype.name)).lower() if subtype else establishment.subtype
    return f"{name} ({words})" if words and words != name else name


def facts_line(decision: Decision) -> list[str]:
    found = [decision.case_number, sector_words(decision)]
    if decision.permit is not None:
        found.append(_("permit of %(day)s", day=long_date(decision.permit.granted_on)))
    elif decision.application is not None:
        found.append(_("application of %(day)s", day=long_date(decision.application.received_on)))
    found.append(_("law on the day of drafting: %(day)s", day=long_date(decision.law_on)))
    return [part for part in found if part]


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


LANGUAGE_WORDS = {"nl": _l("Dutch"), "fr": _l("French"), "de": _l("German"), "en": _l("English")}


def measure_facts(decision: Decision) -> list[tuple[str, Any]]:
    measure = measure_of(decision)
    found: list[tuple[str, Any]] = [(_("Measure"), capital(in_language(dict(measure.name))))]
    if measure.article:
        found.append((_("Article"), in_language(dict(measure.article))))
    found += [
        (_("Addressee"), decision.addressee.name),
        (_("Language of the letter"), LANGUAGE_WORDS.get(decision.language, decision.language)),
        (_("Establishment"), f"{decision.establishment.name}, {decision.establishment.full_address}"),
    ]
    if decision.duration_from and decision.duration_until:
        found.append((_("Duration"), period(decision.duration_from, decision.duration_until)))
    if decision.effect_on:
        found.append((_("Takes effect on"), long_date(decision.effect_on)))
    if decision.sending_on:
        found.append((_("Sent on"), long_date(decision.served_on or decision.sending_on)))
    return found


def period(first: date, last: date) -> str:
    return _("%(first)s up to and including %(last)s", first=long_date(first), last=long_date(last))


def people(decision: Decision) -> list[tuple[str, str]]:
    """Who worked on it, and what became of the hearing."""
    found = [(_("Drafted"), f"{decision.drafter.name}, {long_date(decision.drafted_at)}")]
    if decision.reader is not None and decision.read_at is not None:
        found.append(
            (
                _("Read along"),
                _("%(name)s, agreed on %(day)s", name=decision.reader.name, day=long_date(decision.read_at)),
            )
        )
        if decision.reader_remark:
            found.append((_("Remark"), decision.reader_remark))
    found.append((_("Hearing") if is_belgian(decision) else _("View"), hearing_words(decision)))
    if decision.signed_by is not None and decision.signed_at is not None:
        found.append((_("Signed"), f"{decision.signed_by.name}, {long_date(decision.signed_at)}"))
    return found


def hearing_words(decision: Decision) -> str:
    """What became of the hearing, in one line."""
    if decision.hearing_exception:
        return _("nobody was heard first")
    if decision.hearing_outcome == "none":
        return _("no response up to and including %(day)s", day=long_date(decision.hearing_until))
    if decision.hearing_held_on:
        return _("heard on %(day)s", day=long_date(decision.hearing_held_on))
    received = decision.hearing_received_on
    if received:
        on_time = decision.hearing_until is None or received <= decision.hearing_until
        day = long_date(received)
        return _("received on %(day)s, on time", day=day) if on_time else _("received on %(day)s, late", day=day)
    if decision.announced_on:
        return _("announced on %(day)s", day=long_date(decision.announced_on))
    return _("not announced yet")


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
    """The frame of one of the six steps, with what lacks and the way forward."""
    plain = frame(decision, step_names(decision)[step])
    lacks = [point.lack for point in points if point.lack is not None]
    return Frame(
        **{
            **vars(plain),
            "steps": _steps(decision, step, {step_of(lack.anchor) for lack in lacks}),
            "lacks": [Missing(lack.sentence, lack.source, _href(decision, lack)) for lack in lacks],
            "resolved": [point.name for point in points if point.lack is None],
            # What is not verified carries its mark on the card.
            "warnings": [caution for caution in warnings if not caution.key.startswith("unverified")],
            "way": _way(decision, step, plain.writable, second_reader),
            "saved_at": decision.saved_at if saved else None,
            "returned": _returned(decision),
        }
    )


def _href(decision: Decision, lack: Lack) -> str:
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
        for key in STEPS
    ]


def _way(decision: Decision, step: str, writable: bool, second_reader: bool) -> Way:
    text = (
        _("You can submit when this list is empty. Then a colleague reads along. You cannot sign your own decision.")
        if second_reader
        else _("You can submit when this list is empty. Then it goes to the mayor. You cannot sign your own decision.")
    )
    if step == "submit":
        return Way(text)
    following = STEPS[STEPS.index(step) + 1]
    labels = {
        "grounds": _("On to the grounds"),
        "hearing": _("On to the hearing") if is_belgian(decision) else _("On to the view"),
        "interests": _("On to the weighing"),
        "letter": _("On to the letter"),
        "submit": _("On to submitting"),
    }
    url = url_for(f"decisions.{following}", decision_id=decision.id)
    # The measure is only read, and the hearing holds several forms: there the way forward is a link.
    form, tone = writable and step not in ("measure", "hearing"), "secondary" if step == "hearing" else "primary"
    return Way(text, labels[following], form=form, url=url, tone=tone)


def _returned(decision: Decision) -> Returned | None:
    if decision.state not in WRITABLE or not decision.returned_because or decision.returned_at is None:
        return None
    return Returned(_("Sent back on %(day)s", day=long_date(decision.returned_at)), decision.returned_because)


def count_words(facts: int, conclusions: int, reports: int) -> str:
    """ "3 facts, 1 report"; conclusions are named apart because they never count."""
    found = [ngettext("%(num)d fact", "%(num)d facts", facts)]
    if reports:
        found.append(ngettext("%(num)d report", "%(num)d reports", reports))
    if conclusions:
        found.append(ngettext("%(num)d conclusion", "%(num)d conclusions", conclusions))
    return ", ".join(found)
