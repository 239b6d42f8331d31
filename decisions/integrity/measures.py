"""The measures of the law book that the college can take after an integrity investigation, and their grounds."""

from __future__ import annotations

from datetime import date

import law
from app.people import municipality_now

PREFIX = "be.integrity-"


def _here() -> law.Jurisdiction:
    return law.jurisdiction(municipality_now().jurisdiction)


def measures_on(day: date) -> tuple[law.Measure, ...]:
    """Those that do something to the permit or the place, as in force on a day."""
    none = law.Effect.NONE
    return tuple(one for one in _here().measures(on=day) if one.id.startswith(PREFIX) and one.effect != none)


def measure_on(measure_id: str, day: date) -> law.Measure:
    """One measure as in force on a day."""
    return _here().measure(measure_id, on=day)


def effect_of(measure_id: str) -> str:
    """What the measure does: "" (nothing), refuse, suspend, revoke or close."""
    return measure_id.removeprefix(PREFIX)


def grounds_on(day: date) -> tuple[law.Ground, ...]:
    """The grounds of paragraph 10 that carry one of these measures, as in force on a day."""
    wanted = {measure.id for measure in measures_on(day)}
    return tuple(one for one in _here().grounds(on=day) if wanted & set(one.measures))
