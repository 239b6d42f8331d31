"""The gates of the grounds and of what lies under each of them. Pure."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

from decisions.evidence import DOSSIER_PROVES, evidence_state
from decisions.reasoning.case import CaseFile, ChosenGround, Point, day, every, point, said
from decisions.reasoning.facts import Source


def ground_points(case: CaseFile, *, final: bool) -> list[Point]:
    """Every chosen ground; ``final`` also asks what only the hearing can bring."""
    if not case.rules.gates & {"motivation", "evidence"}:
        return []
    if case.application is not None and not case.grounds:
        return []  # the reasons of a decision on an application stand in its conditions, or in the term that moves
    if not case.grounds:
        met = None if case.grounds is None else False
        return [point(case, "grounds", met, _l("Choose at least one ground"), "grounds", name=_l("Grounds"))]
    return [point for ground in case.grounds for point in _one_ground(case, ground, final=final)]


def _one_ground(case: CaseFile, ground: ChosenGround, *, final: bool) -> list[Point]:
    found = [*_words(case, ground), *_evidence(case, ground, final=final), *_verification(case, ground, final=final)]
    if final and not case.hearing.exception and day(case.hearing.announced_on) is not None:
        found.append(
            point(
                case,
                "hearing",
                ground.announced,
                _l("“%(ground)s” was chosen after the announcement: announce again", ground=ground.name),
                "announce",
                f"announced:{ground.id}",
                name=_l("“%(ground)s” was announced", ground=ground.name),
            )
        )
    return found


def _words(case: CaseFile, ground: ChosenGround) -> list[Point]:
    anchor, values = f"ground-{ground.id}", {"ground": ground.name}
    return [
        point(
            case,
            "motivation",
            said(ground.motivation),
            _l("Motivate “%(ground)s”", **values),
            f"{anchor}-motivation",
            f"motivation:{ground.id}",
            name=_l("Motivation of “%(ground)s”", **values),
        ),
        point(
            case,
            "quote",
            said(ground.quote),
            _l("The text of the article for “%(ground)s” is missing: ask the administrator to enter it", **values),
            anchor,
            f"quote:{ground.id}",
            name=_l("Text of the article for “%(ground)s”", **values),
        ),
        point(
            case,
            "law_in_force",
            ground.in_force,
            _l("The article for “%(ground)s” is not in force on the day of the decision: choose it again", **values),
            anchor,
            f"law:{ground.id}",
            name=_l("Article in force for “%(ground)s”", **values),
        ),
    ]


def _evidence(case: CaseFile, ground: ChosenGround, *, final: bool) -> list[Point]:
    anchor, values = f"ground-{ground.id}-evidence", {"ground": ground.name}
    if ground.pieces is None:
        met: bool | None = None
    else:
        state = evidence_state(ground.needs, ground.pieces, case.held)
        missing = [kind for kind in state.missing if final or kind not in {*DOSSIER_PROVES, "counter_indications"}]
        met = state.have > 0 and not missing
    found = [
        point(
            case,
            "evidence",
            met,
            _l("Choose more evidence for “%(ground)s”, or drop this ground", **values),
            anchor,
            f"evidence:{ground.id}",
            name=_l("Evidence for “%(ground)s”", **values),
        )
    ]
    if "breach_place_time" in case.rules.gates:
        found.append(
            point(
                case,
                "breach_place_time",
                _placed(case, ground),
                _l("Choose a fact with place and time for “%(ground)s”", **values),
                anchor,
                f"place:{ground.id}",
                name=_l("Place and time for “%(ground)s”", **values),
            )
        )
    return found


def _placed(case: CaseFile, ground: ChosenGround) -> bool | None:
    """Whether one fact under the ground has a place and a day."""
    facts = [fact for fact in case.facts if fact.ground in (None, ground.id)]
    if not facts:
        return None if ground.pieces is None and case.evidence is None else True
    answers = [every(said(fact.place), None if fact.on is None else fact.on is not False) for fact in facts]
    return True if True in answers else None if None in answers else False


def _verification(case: CaseFile, ground: ChosenGround, *, final: bool) -> list[Point]:
    """Exploitation is never found on one report alone: an official report, an own check, and what speaks against."""
    if not ground.asks("own_verification"):
        return []
    official = None
    if case.evidence is not None:
        official = any(fact.source is Source.OFFICIAL_REPORT for fact in case.facts)
    met = every(official, said(ground.own_verification), said(ground.counter_indications) if final else True)
    return [
        point(
            case,
            "verification",
            met,
            _l(
                "“%(ground)s” needs an official report, a check of your own, and what speaks against it",
                ground=ground.name,
            ),
            f"ground-{ground.id}-evidence",
            f"verification:{ground.id}",
        )
    ]


def designation_points(case: CaseFile, today: date) -> list[Point]:
    """A designation in force on the day of decision, with figures behind it."""
    needed = any(ground.needs_designation for ground in case.grounds or ())
    one, on = case.designation, case.decided_on or today
    if not needed and one is None:
        return []
    first, last = (day(one.start), day(one.until)) if one else (None, None)
    holds: bool | None = None
    if one is not None and one.start is False:
        holds = False
    elif first is not None:
        holds = first <= on and (last is None or on <= last)
    elif last is not None and on > last:
        holds = False
    values: dict[str, Any] = {"anchor": "designation_published"}
    return [
        point(case, "designation", every(holds, one.published if one else None) if holds is not True else
              (True if one is None or one.published is None else one.published),
              _l("No designation of this sector is in force: nothing can rest on it"), **values),
        point(case, "designation_founded", said(one.substantiated) if one else None,
              _l("Show the local, concrete and recent figures behind the designation"), "designation_substantiated"),
        point(case, "designation_covers", True if one is None or one.covers is None else one.covers,
              _l("The business does not fall under the definition of the designation"), "designation_covers"),
    ]  # fmt: skip
