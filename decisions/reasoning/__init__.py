"""What still lacks before a decision may go to the mayor: one list, shown by the page and used by the act. Pure.

No machine sees whether a statement is true or whether reasons convince: a full list proves only that nothing is empty.
"""

from __future__ import annotations

from datetime import date

from app.lifecycle import Lack
from decisions.evidence import evidence_state, proposed_grounds
from decisions.reasoning.case import CaseFile, ChosenGround, Point
from decisions.reasoning.grounds import ground_points, party_points, privacy
from decisions.reasoning.hearing import hearing_points, meeting
from decisions.reasoning.weighing import duration_points, effect_points, sending_points, weighing_points

__all__ = [
    "CaseFile",
    "ChosenGround",
    "Point",
    "evidence_state",
    "points",
    "proposed_grounds",
    "what_lacks",
    "what_lacks_to_announce",
]


def what_lacks(case: CaseFile, today: date) -> list[Lack]:
    """Everything that still stands between this draft and the mayor, in the order of the steps."""
    return [point.lack for point in points(case, today) if point.lack is not None]


def what_lacks_to_announce(case: CaseFile) -> list[Lack]:
    """What the letter of intention or invitation needs before it can be sent."""
    found = [*party_points(case), *ground_points(case, final=False), *weighing_points(case)]
    if case.country == "be":
        found.append(meeting(case))
    return [point.lack for point in found if point.lack is not None]


def points(case: CaseFile, today: date) -> list[Point]:
    """Every gate of this measure, met or not; the page lists both."""
    return [
        *party_points(case),
        *ground_points(case, final=True),
        *hearing_points(case, today),
        *weighing_points(case),
        *effect_points(case),
        *duration_points(case, today),
        *sending_points(case, today),
        privacy(case),
    ]
