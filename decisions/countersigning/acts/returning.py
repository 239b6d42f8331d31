"""Sending a letter of the college back with a reason, and putting it before its hands again with an answer."""

from __future__ import annotations

from collections.abc import Callable

from app.access import Permission
from app.acts import act, check_version
from app.db import db
from app.errors import NotHere
from decisions.acts import desk
from decisions.countersigning import queries
from decisions.countersigning.lifecycle import DIRECTOR, MAYOR, PAPER, PaperState
from decisions.countersigning.models import PaperToSign
from decisions.countersigning.refusals import NotByWhoPrepared, NotYourTurn

# What a room tells when its letter was sent back or offered again: by ``about``. The state says which of the two.
TELL: dict[str, Callable[[PaperToSign], None]] = {}


@act(Permission.COLLEGE_SIGN, name="papers.send_back")
def send_back(row: PaperToSign, seen: int | None, reason: str) -> PaperToSign:
    """Mayor or general director does not sign, with a reason that who prepared the letter reads.

    The hands that were put stay, and nothing is served. Raises NotYourTurn, NotByWhoPrepared, ReasonLacks.
    """
    check_version(row, seen)
    if row.state not in queries.states_for_actor():
        raise NotYourTurn
    if row.prepared_by_id == desk.person_id():
        raise NotByWhoPrepared
    row.state = PAPER.after(PaperState(row.state), "send_back")
    row.returned_because, row.answer = desk.reason(reason), ""
    db.session.flush()
    TELL[row.about](row)
    return row


def offer_again(row: PaperToSign, seen: int | None, answer: str) -> PaperToSign:
    """Put the letter before the same hand again, with an answer; only who prepared it does so.

    Raises NotHere for anybody else, NoSuchRoad when it was not sent back, ReasonLacks.
    """
    return (offer_to_director if open_place(row) == DIRECTOR else offer_to_mayor)(row, seen, answer)


@act(Permission.OWN_ACCOUNT, name="papers.offer_to_mayor")
def offer_to_mayor(row: PaperToSign, seen: int | None, answer: str) -> PaperToSign:
    """See :func:`offer_again`."""
    return _offered(row, seen, answer, "offer_to_mayor")


@act(Permission.OWN_ACCOUNT, name="papers.offer_to_director")
def offer_to_director(row: PaperToSign, seen: int | None, answer: str) -> PaperToSign:
    """See :func:`offer_again`."""
    return _offered(row, seen, answer, "offer_to_director")


def _offered(row: PaperToSign, seen: int | None, answer: str, verb: str) -> PaperToSign:
    check_version(row, seen)
    if row.prepared_by_id != desk.person_id():
        raise NotHere(table="paper_to_sign", key=str(row.id))
    row.state = PAPER.after(PaperState(row.state), verb)
    row.answer = desk.reason(answer)
    db.session.flush()
    TELL[row.about](row)
    return row


def open_place(row: PaperToSign) -> str:
    """The first place that nobody has signed yet."""
    done = {one.field for one in row.hands}
    return next((place for place in row.fields if place not in done), MAYOR)
