"""The gates of a Dutch Bibob inquiry and of its secrecy. Pure."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _l

from decisions.gates import number
from decisions.reasoning.case import CaseFile, Point, answered, day, every, point, said
from decisions.reasoning.regimes import Bibob, Contents, Degree, Recipient

# Article 28: what each recipient may hold of the inquiry.
_MAY_HOLD = {
    Recipient.PARTY: {Contents.NONE, Contents.OWN_PART, Contents.REASONS, Contents.EVERYTHING},
    Recipient.THIRD_PARTY: {Contents.NONE, Contents.OWN_PART},
    Recipient.JUDGE: set(Contents),
    Recipient.COMMITTEE: set(Contents),
    Recipient.PARTNER: {Contents.NONE, Contents.REASONS},
    Recipient.PUBLIC: {Contents.NONE},
}


def bibob_points(case: CaseFile, today: date) -> list[Point]:
    """Degree, steps, age, relation, proportion, conditions; each recipient gets no more than it may."""
    resting = any(ground.asks("bibob_inquiry") for ground in case.grounds or ())
    if case.bibob is None and not resting:
        return _secrecy(case)
    one = case.bibob or Bibob()
    if case.rules.effect not in {"refuse", "revoke", "grant"}:
        return _secrecy(case)
    return [*_steps(case, one), *_weight(case, one), *_relation(case, one, today), *_secrecy(case)]


def _steps(case: CaseFile, one: Bibob) -> list[Point]:
    # Article 33, third paragraph, brings the exceptions of Awb 4:11 along.
    heard = True if case.hearing.exception else one.heard
    others = True if case.hearing.exception else answered(one.third_parties_named, one.third_parties_heard)
    rows: list[tuple[str, bool | None, Any]] = [
        ("bibob_covered", one.permit_covered, _l("The Bibob act does not apply to this permit")),
        ("bibob_notice", answered(one.advice_asked, one.notified),
         _l("Tell the party that advice was asked")),
        ("bibob_heard", heard, _l("Let the party respond to the outcome of the inquiry")),
        ("bibob_third_parties", others,
         _l("Let the third parties who are named respond")),
        ("bibob_verified", said(one.verified),
         _l("Check the advice yourself: was it careful, and do the facts carry the degree of danger?")),
    ]  # fmt: skip
    return [point(case, gate, met, sentence, "bibob") for gate, met, sentence in rows]


def _weight(case: CaseFile, one: Bibob) -> list[Point]:
    negative = case.rules.effect in {"refuse", "revoke"}
    breach = any(ground.conditions for ground in case.grounds or ())
    degree: bool | None = None if one.degree is None else one.degree is Degree.SERIOUS
    rows: list[tuple[str, bool | None, Any]] = []
    if negative:
        rows = [
            ("bibob_degree", True if breach else degree,
             _l("Only serious danger carries a refusal or withdrawal: a lesser degree carries conditions")),
            ("bibob_proportion", said(one.proportionality),
             _l("Say why the measure is in proportion to the danger, also given the time since the facts")),
            ("bibob_conditions", said(one.conditions_considered), _l("Say why conditions will not do")),
            ("bibob_elsewhere", answered(one.elsewhere_licensed, one.elsewhere_answer),
             _l("Other towns licensed the same operator: say why it is different here")),
            ("bibob_separable", answered(one.separable, one.separable_answer),
             _l("The danger concerns one building or activity only: decide on each by itself")),
        ]  # fmt: skip
    elif one.degree is Degree.SERIOUS:
        sentence = _l("Serious danger, yet granted with conditions: say why a refusal would be out of proportion")
        rows = [("bibob_proportion", said(one.proportionality), sentence)]
    return [point(case, gate, met, sentence, "bibob") for gate, met, sentence in rows]


def _relation(case: CaseFile, one: Bibob, today: date) -> list[Point]:
    on = case.decided_on or today
    inquiry, checked = day(one.inquiry_on), day(one.relation_checked_on)
    years = timedelta(days=number("bibob_reuse_days"))
    lately = None if checked is None else on - checked <= timedelta(days=number("relation_days"))
    exists = True if one.relation_exists is None else one.relation_exists or bool(said(one.relation_answer))
    return [
        point(case, "bibob_age", None if inquiry is None else on - inquiry <= years,
              _l("The inquiry is more than five years old: it may no longer be used"), "bibob"),
        point(case, "bibob_relation", every(False if one.relation_checked_on is False else lately, exists),

               _l("Check again whether the relation with the tainted person exists; if not, say why danger remains"),
              "bibob"),
    ]  # fmt: skip


def _secrecy(case: CaseFile) -> list[Point]:
    found = []
    for one in case.recipients:
        if one.who is None or one.holds is None:
            continue
        told = one.warned is not False or one.holds is Contents.NONE
        sentence = _l("A recipient gets more of the inquiry than it may, or was not told to keep it secret")
        found.append(point(case, "secrecy", one.holds in _MAY_HOLD[one.who] and told, sentence, "recipients"))
    return found
