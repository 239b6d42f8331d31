"""The verbs of what is planned and seen."""

from __future__ import annotations

from inspections.acts import photos, planning, sealing, visit
from inspections.acts.photos import add_photo, remove_photo
from inspections.acts.planning import (
    cancel,
    plan,
    plan_many,
    propose,
    propose_and_plan,
    remind,
    settle,
    visit_now,
)
from inspections.acts.sealing import VisitIsSealed, add_addendum, mark_looked, seal
from inspections.acts.visit import begin, note_danger, save_answers, save_present

__all__ = [
    "VisitIsSealed",
    "add_addendum",
    "add_photo",
    "begin",
    "cancel",
    "mark_looked",
    "note_danger",
    "photos",
    "plan",
    "plan_many",
    "planning",
    "propose",
    "propose_and_plan",
    "remind",
    "remove_photo",
    "save_answers",
    "save_present",
    "seal",
    "sealing",
    "settle",
    "visit",
    "visit_now",
]
