"""Which organ must confirm a measure of the mayor, and how the pages speak of it: the college, or the council."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

COUNCIL = "council"


@dataclass(frozen=True)
class Words:
    """``meets`` and ``must`` have a blank of their own: %(day)s and %(article)s."""

    title: Any
    meeting: Any
    next_meeting: Any
    met_on: Any
    number: Any
    asked: Any
    record: Any
    recorded: Any
    decision: Any
    meets: Any
    must: Any
    unconfirmed: Any


_COLLEGE = Words(
    title=_l("Confirmation by the college"),
    meeting=_l("meeting of the college"),
    next_meeting=_l("Next meeting of the college"),
    met_on=_l("The college met on"),
    number=_l("Number of the college’s decision"),
    asked=_l("What did the college decide?"),
    record=_l("Record the college’s decision"),
    recorded=_l("The college’s decision has been recorded, and its letter made."),
    decision=_l("Decision of the college"),
    meets=_l("The college meets on %(day)s."),
    must=_l("The college must confirm it at its first meeting after the signature; otherwise it lapses (%(article)s)."),
    unconfirmed=_l("Lapsed: the college did not confirm it."),
)
_COUNCIL = Words(
    title=_l("Confirmation by the council"),
    meeting=_l("meeting of the council"),
    next_meeting=_l("Next meeting of the council"),
    met_on=_l("The council met on"),
    number=_l("Number of the council’s decision"),
    asked=_l("What did the council decide?"),
    record=_l("Record the council’s decision"),
    recorded=_l("The council’s decision has been recorded, and its letter made."),
    decision=_l("Decision of the council"),
    meets=_l("The council meets on %(day)s."),
    must=_l("The council must confirm it at its first meeting after the signature; otherwise it lapses (%(article)s)."),
    unconfirmed=_l("Lapsed: the council did not confirm it."),
)


def words_of(measure: Mapping[str, Any]) -> Words:
    """The words of the organ that confirms this measure; those of the college where none has to."""
    return _COUNCIL if measure.get("confirmation") == COUNCIL else _COLLEGE


def said(sentence: Any, **blanks: Any) -> str:
    """A sentence with its blanks filled, in the reader's language."""
    return str(sentence) % blanks
