"""What still lacks before a decision may go to the mayor: one list, shown by the page and used by the act. Pure.

No machine sees whether a statement is true or whether reasons convince: a full list proves only that nothing is empty.
"""

from __future__ import annotations

from datetime import date

import law
from app.lifecycle import Lack
from decisions.evidence import evidence_state, proposed_grounds
from decisions.reasoning.applied import application_points
from decisions.reasoning.belgium import college_points, integrity_points, regulation_points
from decisions.reasoning.bibob import bibob_points
from decisions.reasoning.case import CaseFile, ChosenGround, Point, Rules
from decisions.reasoning.clocks import clock_points, warning_points
from decisions.reasoning.grounds import designation_points, ground_points
from decisions.reasoning.hearing import hearing_points, meeting
from decisions.reasoning.letter import objection_points, party_points, privacy, sending_points
from decisions.reasoning.orders import order_points, urgency_points
from decisions.reasoning.power import basis_points, carrying_points, power_points
from decisions.reasoning.proof import proof_points
from decisions.reasoning.weighing import (
    circumstance_points,
    duration_points,
    effect_points,
    policy_points,
    weighing_points,
)

__all__ = [
    "CaseFile",
    "ChosenGround",
    "Point",
    "Rules",
    "evidence_state",
    "points",
    "proposed_grounds",
    "what_lacks",
    "what_lacks_to_announce",
]


def what_lacks(case: CaseFile, today: date, *, live: bool = True) -> list[Lack]:
    """Everything that still stands between this draft and the mayor, in the order of the steps.

    ``live``: the letter is still to be sent, so that its day of sending may not have passed.
    """
    return [point.lack for point in points(case, today, live=live) if point.lack is not None]


def what_lacks_to_announce(case: CaseFile) -> list[Lack]:
    """What the letter of intention or invitation needs before it can be sent."""
    found = [*party_points(case), *ground_points(case, final=False), *weighing_points(case)]
    # A fine is defended in writing; who wants to speak asks for it (law of 24 June 2013, article 25).
    if case.country == "be" and case.taken.organ is not law.Organ.SANCTIONING_OFFICER:
        found.append(meeting(case))
    return [point.lack for point in found if point.lack is not None]


def points(case: CaseFile, today: date, *, live: bool = True) -> list[Point]:
    """Every gate of this measure, met or not; the page lists both."""
    return [
        *power_points(case, today),
        *party_points(case),
        *ground_points(case, final=True),
        *carrying_points(case),
        *basis_points(case),
        *designation_points(case, today),
        *regulation_points(case, today),
        *proof_points(case, today),
        *bibob_points(case, today),
        *integrity_points(case, today),
        *hearing_points(case, today),
        *weighing_points(case),
        *circumstance_points(case),
        *policy_points(case),
        *warning_points(case),
        *order_points(case, today),
        *urgency_points(case),
        *effect_points(case),
        *duration_points(case),
        *college_points(case),
        *clock_points(case, today),
        *application_points(case),
        *objection_points(case),
        *sending_points(case, today, live=live),
        privacy(case),
    ]
