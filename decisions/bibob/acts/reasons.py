"""What the degree of danger rests on: the facts, and the conditions that would take a danger away."""

from __future__ import annotations

from datetime import date

from flask_babel import lazy_gettext as _l

from app.access import Permission
from app.acts import act, check_version
from app.errors import NoSuchRoad
from decisions.bibob.acts.file import edited
from decisions.bibob.lifecycle import ARTICLES, InquiryState
from decisions.bibob.models import BibobCondition, BibobFact, BibobInquiry, FactStatus
from decisions.compartments import desk
from decisions.refusals import NothingToDecideOn, ReasonLacks, WrongDay

_WRITE = Permission.BIBOB_WRITE
_YEARS = 40


def _must_be_open(row: BibobInquiry, verb: str) -> None:
    if row.state == InquiryState.CLOSED:
        raise NoSuchRoad(state=row.state, verb=verb)


@act(_WRITE, name="bibob.add_fact")
def add_fact(
    row: BibobInquiry, seen: int | None, text: str, happened_on: date, source: str, status: FactStatus, code: str = ""
) -> BibobFact:
    """Add a fact. One of which somebody was cleared is refused; a case that was dropped needs its code."""
    check_version(row, seen)
    _must_be_open(row, "add_fact")
    if status == FactStatus.CLEARED:
        sentence = _l(
            "A fact of which somebody was cleared may not be used (%(article)s).", article=ARTICLES["acquitted"]
        )
        raise NothingToDecideOn(sentence)
    if status == FactStatus.DROPPED and not code.strip():
        raise ReasonLacks(_l("Write with which code the case was dropped."))
    if not source.strip():
        raise ReasonLacks(_l("Write where this fact stands."))
    if happened_on.year < row.opened_on.year - _YEARS:
        raise WrongDay(_l("This day lies too far back. Check the year."))
    fact = BibobFact(
        text=desk.reason(text, 4000),
        happened_on=desk.not_in_future(happened_on),
        source=desk.text(source, 200),
        status=status,
        code=desk.text(code, 40),
    )
    row.facts.append(fact)
    edited(row)
    return fact


@act(_WRITE, name="bibob.drop_fact")
def drop_fact(fact: BibobFact, seen: int | None) -> BibobInquiry:
    """Take a fact out of the reasons again."""
    row = fact.inquiry
    check_version(row, seen)
    _must_be_open(row, "drop_fact")
    row.facts.remove(fact)
    edited(row)
    return row


@act(_WRITE, name="bibob.add_condition")
def add_condition(row: BibobInquiry, seen: int | None, text: str, purpose: str, proportion: str) -> BibobCondition:
    """Add a condition that takes the danger away or limits it, and goes no further than that."""
    check_version(row, seen)
    _must_be_open(row, "add_condition")
    condition = BibobCondition(
        position=max((one.position for one in row.conditions), default=0) + 1,
        text=desk.reason(text, 4000),
        purpose=desk.reason(purpose, 2000),
        proportion=desk.reason(proportion, 2000),
    )
    row.conditions.append(condition)
    edited(row)
    return condition


@act(_WRITE, name="bibob.drop_condition")
def drop_condition(condition: BibobCondition, seen: int | None) -> BibobInquiry:
    """Take a condition out again."""
    row = condition.inquiry
    check_version(row, seen)
    _must_be_open(row, "drop_condition")
    row.conditions.remove(condition)
    edited(row)
    return row
