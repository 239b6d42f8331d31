"""States of a Bibob inquiry, the roads between them, and what must be there before the two that matter. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from flask_babel import lazy_gettext as _l

from app.lifecycle import Lack, Lifecycle

ARTICLES: dict[str, str] = tomllib.loads((Path(__file__).parent / "articles.toml").read_text("utf-8"))


class InquiryState(StrEnum):
    OPENED = "opened"
    FORM_SENT = "form-sent"
    FORM_RECEIVED = "form-received"
    ADVICE_ASKED = "advice-asked"
    ADVICE_RECEIVED = "advice-received"
    JUDGED = "judged"
    CLOSED = "closed"


class Danger(StrEnum):
    """The degree of danger; only ``serious`` can carry a refusal, ``lesser`` carries conditions."""

    NONE = "none"
    LESSER = "lesser"
    SERIOUS = "serious"


_S = InquiryState
INQUIRY = Lifecycle(
    {
        (_S.OPENED, "send_form"): _S.FORM_SENT,
        (_S.FORM_SENT, "receive_form"): _S.FORM_RECEIVED,
        (_S.FORM_RECEIVED, "ask_advice"): _S.ADVICE_ASKED,
        (_S.FORM_RECEIVED, "reuse_advice"): _S.ADVICE_RECEIVED,
        (_S.ADVICE_ASKED, "receive_advice"): _S.ADVICE_RECEIVED,
        (_S.FORM_SENT, "judge"): _S.JUDGED,  # only a holder who did not return the form: the law fills in the degree
        (_S.FORM_RECEIVED, "judge"): _S.JUDGED,
        (_S.ADVICE_RECEIVED, "judge"): _S.JUDGED,
        (_S.JUDGED, "judge"): _S.JUDGED,  # again, after what was said in the hearing
        (_S.JUDGED, "close"): _S.CLOSED,
        (_S.OPENED, "stop"): _S.CLOSED,
        (_S.FORM_SENT, "stop"): _S.CLOSED,
        (_S.FORM_RECEIVED, "stop"): _S.CLOSED,
        (_S.ADVICE_ASKED, "stop"): _S.CLOSED,
        (_S.ADVICE_RECEIVED, "stop"): _S.CLOSED,
        (_S.JUDGED, "stop"): _S.CLOSED,
    },
    start=_S.OPENED,
    final=frozenset({_S.CLOSED}),
)


class Heard(Protocol):
    """Somebody who must be heard, as far as the lacks are concerned."""

    @property
    def role(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def invited_on(self) -> date | None: ...
    @property
    def outcome(self) -> str: ...


class Inquired(Protocol):
    """An inquiry, as far as the lacks are concerned."""

    @property
    def state(self) -> InquiryState: ...
    @property
    def application_id(self) -> object | None: ...
    @property
    def form_due_on(self) -> date | None: ...
    @property
    def advice_asked_on(self) -> date | None: ...
    @property
    def reused_id(self) -> object | None: ...
    @property
    def notice_sent_on(self) -> date | None: ...
    @property
    def danger(self) -> Danger | None: ...
    @property
    def facts(self) -> Sequence[object]: ...
    @property
    def relation(self) -> str: ...
    @property
    def conditions(self) -> Sequence[object]: ...
    @property
    def bureau_told_on(self) -> date | None: ...
    @property
    def persons(self) -> Sequence[Heard]: ...


def lacks_to_judge(row: Inquired, danger: Danger, day: date) -> list[Lack]:
    """What stands between the inquiry and this degree of danger: without the form, only what the law fills in."""
    return _lacks_without_form(row, danger, day) if row.state == InquiryState.FORM_SENT else []


def _lacks_without_form(row: Inquired, danger: Danger, day: date) -> list[Lack]:
    if row.application_id is not None:
        sentence = _l("Without the form there is no inquiry to judge. Ask for completion, or leave it untreated.")
        return [Lack("form", sentence, "danger", ARTICLES["not-completed-applicant"])]
    source = ARTICLES["not-completed-holder"]
    if row.form_due_on is not None and day <= row.form_due_on:
        return [Lack("form", _l("The holder can still return the form. Wait for the last day."), "danger", source)]
    if danger != Danger.SERIOUS:
        sentence = _l("A holder who does not return the form counts as a serious danger; no other degree fits.")
        return [Lack("degree", sentence, "danger", source)]
    return []


def must_be_heard(row: Inquired) -> bool:
    """Before conditions or a negative decision the party and the third parties named are heard."""
    return row.danger in {Danger.LESSER, Danger.SERIOUS}


def must_tell_bureau(row: Inquired) -> bool:
    """A danger concluded without advice is told to the Bureau at once."""
    return must_be_heard(row) and row.advice_asked_on is None and row.reused_id is None


def lacks_of_reasons(row: Inquired) -> list[Lack]:
    """What the reasons lack before somebody can be heard about them."""
    if not must_be_heard(row):
        return []
    found = []
    if not row.facts:
        found.append(Lack("facts", _l("Add at least one fact, with its date, source and status."), "facts"))
    if not row.relation.strip():
        found.append(Lack("relation", _l("Write how the party stands to the facts."), "danger"))
    if row.danger == Danger.LESSER and not row.conditions:
        # A lesser danger is never a reason to refuse: it asks for conditions that take it away.
        sentence = _l("A lesser danger carries conditions and no refusal. Add the conditions that take it away.")
        found.append(Lack("conditions", sentence, "conditions", ARTICLES["conditions"]))
    return [Lack(one.key, one.sentence, one.anchor, one.source or ARTICLES["degree"]) for one in found]


def lacks_to_close(row: Inquired) -> list[Lack]:
    """What still lacks before the result may carry a decision."""
    found = lacks_of_reasons(row)
    if row.advice_asked_on is not None and row.notice_sent_on is None:
        found.append(Lack("notice", _l("The party was not told that advice was asked."), "notice", ARTICLES["notice"]))
    if must_tell_bureau(row) and row.bureau_told_on is None:
        sentence = _l("The conclusion was not told to the Bureau.")
        found.append(Lack("tell-bureau", sentence, "tell-bureau", ARTICLES["tell-bureau"]))
    return found + (_lacks_of_hearing(row) if must_be_heard(row) else [])


def _lacks_of_hearing(row: Inquired) -> list[Lack]:
    found = []
    for person in row.persons:
        if person.invited_on is None:
            sentence = _l("%(name)s was not invited to be heard.", name=person.name)
        elif not person.outcome:
            sentence = _l("What %(name)s answered, or that nothing came, was not recorded.", name=person.name)
        else:
            continue
        found.append(Lack(f"hearing:{person.role}", sentence, "persons", ARTICLES["hearing"]))
    return found
